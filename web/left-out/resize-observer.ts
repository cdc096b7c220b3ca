// In the place of a polyfill: every browser that has run these pages has its own since 2020.
export default globalThis.ResizeObserver
