export type Mode = 'light' | 'dark'

/** Every colour of the product, by role. Text on its ground keeps WCAG AA contrast in both modes. */
interface Palette {
  /** Behind everything. */
  ground: string
  /** Cards, tables, the navigation. */
  surface: string
  /** Table heads, code, quiet blocks. */
  sunken: string
  border: string
  /** Edges of inputs, and a switch that is off: 3:1 against what is behind, as WCAG 1.4.11 asks. */
  edge: string
  text: string
  quiet: string
  primary: string
  /** What is pointed at, where it has the colour `primary`. */
  primaryHover: string
  onPrimary: string
  primaryTint: string
  link: string
  danger: string
  onDanger: string
  warning: string
  success: string
  kindS: string
  kindSTint: string
  kindC: string
  kindCTint: string
  kindI: string
  kindITint: string
}

export const palettes: Record<Mode, Palette> = {
  light: {
    ground: '#f6f7f7',
    surface: '#ffffff',
    sunken: '#f3f5f5',
    border: '#e3e7e7',
    edge: '#808c89',
    text: '#16211f',
    quiet: '#57655f',
    primary: '#0b6e69',
    primaryHover: '#0d837d',
    onPrimary: '#ffffff',
    primaryTint: '#e3f1ef',
    link: '#0b6e69',
    danger: '#b42318',
    onDanger: '#ffffff',
    warning: '#9a5b00',
    success: '#1f7a3d',
    kindS: '#4b5a57',
    kindSTint: '#e8eceb',
    kindC: '#8a4b08',
    kindCTint: '#fbeeda',
    kindI: '#3d46b0',
    kindITint: '#e8eafb',
  },
  dark: {
    ground: '#0e1413',
    surface: '#151d1c',
    sunken: '#1b2524',
    border: '#27332f',
    edge: '#667872',
    text: '#e6edeb',
    quiet: '#9cada8',
    primary: '#3fb8ac',
    primaryHover: '#5ccabf',
    onPrimary: '#04211e',
    primaryTint: '#173733',
    link: '#5ccabf',
    danger: '#f4877c',
    onDanger: '#2b0804',
    warning: '#e5b25d',
    success: '#6cc98a',
    kindS: '#b9c6c2',
    kindSTint: '#2a3633',
    kindC: '#f0b875',
    kindCTint: '#3a2a14',
    kindI: '#aab1f7',
    kindITint: '#262a4d',
  },
}
