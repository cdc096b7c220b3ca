import { type ThemeConfig, theme } from 'antd'
import { type Mode, palettes } from './palette.ts'
import { variantOf } from './variants.ts'

const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif"

/** antd's look from our palette; `still`: without animations. */
export function antdTheme(mode: Mode, still: boolean): ThemeConfig {
  const colors = palettes[mode]
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: variantOf(mode, still) },
    hashed: false,
    token: {
      colorPrimary: colors.primary,
      colorPrimaryHover: colors.primaryHover,
      colorPrimaryActive: mode === 'dark' ? '#35a196' : '#085752',
      colorPrimaryBg: colors.primaryTint,
      colorPrimaryBgHover: colors.primaryTint,
      colorInfo: colors.primary,
      colorLink: colors.link,
      colorError: colors.danger,
      colorWarning: colors.warning,
      colorSuccess: colors.success,
      colorInfoBg: colors.primaryTint,
      colorInfoBorder: colors.border,
      colorSuccessBg: colors.primaryTint,
      colorSuccessBorder: colors.border,
      colorWarningBg: colors.kindCTint,
      colorWarningBorder: colors.border,
      colorText: colors.text,
      colorTextSecondary: colors.quiet,
      colorTextTertiary: colors.quiet,
      // A switch that is off.
      colorTextQuaternary: colors.edge,
      colorTextDescription: colors.quiet,
      colorTextPlaceholder: mode === 'dark' ? '#84958f' : '#6b7873',
      // What is locked must still be read.
      colorTextDisabled: mode === 'dark' ? '#8d9c97' : '#66736e',
      colorBgContainerDisabled: colors.sunken,
      colorBgLayout: colors.ground,
      colorBgContainer: colors.surface,
      colorBgElevated: mode === 'dark' ? colors.sunken : colors.surface,
      colorBorder: colors.edge,
      colorBorderSecondary: colors.border,
      colorSplit: colors.border,
      borderRadius: 7,
      fontFamily,
      fontSize: 14,
      controlHeight: 34,
      wireframe: false,
      motion: !still,
    },
    components: {
      Button: {
        primaryColor: colors.onPrimary,
        dangerColor: colors.onDanger,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Modal: { titleFontSize: 17 },
      Checkbox: { colorWhite: colors.onPrimary },
      Tooltip: { colorTextLightSolid: '#ffffff' },
    },
  }
}
