// In the place of zod's 64 languages, of which nothing here speaks another one: reasons have sentences of
// their own.
export { default as en } from 'zod/v4/locales/en.js'
