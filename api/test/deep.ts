/**
 * Whether all of everything is run everywhere, as `npm run test:deep` does; other runs take of what is
 * large a part, the same one each time.
 */
export const isDeep = process.env.CARDFILE_TEST_DEEP === '1'
