import { describeAccessibility } from './accessibility.ts'

describeAccessibility({ colorScheme: 'dark', viewport: { width: 320, height: 800 } })
