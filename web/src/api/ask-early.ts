import { earlyAnswers, firstQuestions } from './early-answers.ts'

// Before anything else is set up, which takes as long as an answer does.
const { origin, pathname } = window.location
earlyAnswers.ask(
  firstQuestions(pathname).map((path) => `${origin}/api/v1${path}`),
  (address) => fetch(address),
)
