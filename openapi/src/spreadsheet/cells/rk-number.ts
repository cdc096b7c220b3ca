const RK = new DataView(new ArrayBuffer(8))

/** A number of 30 bits, whole or the upper half of a double, perhaps in hundredths ([MS-XLS] 2.5.217). */
export function numberOfRk(rk: number): number {
  RK.setUint32(0, 0, true)
  RK.setUint32(4, rk & ~3, true)
  const value = (rk & 2) === 0 ? RK.getFloat64(0, true) : (rk | 0) >> 2
  return (rk & 1) === 0 ? value : value / 100
}
