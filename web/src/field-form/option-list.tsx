// A file of its own, so that it is loaded apart from the form.
export { SearchSelect as OptionList } from '../layout/search-select.tsx'
