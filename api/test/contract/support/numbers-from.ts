/** Numbers that are the same on each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function numbersFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
