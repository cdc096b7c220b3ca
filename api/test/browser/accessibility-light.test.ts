import { describeAccessibility } from './accessibility.ts'

describeAccessibility({ colorScheme: 'light', viewport: { width: 1440, height: 900 } })
