// Property tests try the same cases on each run, so that whoever changes something else is not told of
// what was there before; each night they try others.
import { configureGlobal } from 'fast-check'
import { isDeep } from './deep.ts'

if (!isDeep) configureGlobal({ seed: 4711 })
