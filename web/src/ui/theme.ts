import { theme as antdTheme, type ThemeConfig } from 'antd'
import type { Density } from '../platform/preferences.ts'
import { scaleOf } from './scale.ts'

export type Mode = 'light' | 'dark'

/** The neutral colours and the one accent (青黛), in both modes. */
export const palette = {
  light: {
    accent: '#1F6F78',
    accentHover: '#185A62',
    accentSoft: '#E4EFEF',
    onAccent: '#FFFFFF',
    text: '#1F2328',
    secondary: '#5F6675',
    line: '#E7E5E0',
    fieldLine: '#D6D3CC',
    choiceLine: '#8A8F99',
    page: '#FAF9F7',
    card: '#FFFFFF',
    sunken: '#F3F1ED',
  },
  dark: {
    accent: '#4FB3BF',
    accentHover: '#6CC4CE',
    accentSoft: '#1C3437',
    onAccent: '#0E1F21',
    text: '#E6E4DF',
    secondary: '#9A9FA8',
    line: '#2C2F33',
    fieldLine: '#3A3E44',
    choiceLine: '#6B7078',
    page: '#141517',
    card: '#1B1D20',
    sunken: '#212327',
  },
} as const satisfies Record<Mode, Record<string, string>>

const fontFamily = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif'

/** The one shadow, for what floats. */
const floating: Record<Mode, string> = { light: '0 8px 28px rgba(31, 35, 40, 0.14)', dark: '0 8px 28px rgba(0, 0, 0, 0.5)' }

const error: Record<Mode, string> = { light: '#C8443C', dark: '#F0837B' }

/** Ant Design darkens the two colours that carry text until they are too faint to read; here they stay as chosen. */
const darkAlgorithm: typeof antdTheme.darkAlgorithm = (seed, map) => ({
  ...antdTheme.darkAlgorithm(seed, map),
  colorPrimary: palette.dark.accent,
  colorError: error.dark,
  colorErrorText: error.dark,
})

/** Pixels above and below what stands in a row of a table. */
const rowPadding: Record<Density, number> = { comfortable: 9, compact: 4 }

export function antdThemeOf(mode: Mode, reducedMotion: boolean, density: Density = 'comfortable'): ThemeConfig {
  const colour = palette[mode]
  const row = rowPadding[density]
  return {
    algorithm: mode === 'dark' ? darkAlgorithm : antdTheme.defaultAlgorithm,
    hashed: false,
    token: {
      colorPrimary: colour.accent,
      colorInfo: colour.accent,
      colorInfoBg: colour.accentSoft,
      colorInfoBorder: colour.accentSoft,
      colorLink: colour.accent,
      colorLinkHover: colour.accentHover,
      colorSuccess: '#5B8C6A',
      colorSuccessBg: scaleOf(mode)['stage-1'].soft,
      colorSuccessBorder: scaleOf(mode)['stage-1'].soft,
      colorWarning: '#D9822B',
      colorError: error[mode],
      colorText: colour.text,
      colorTextSecondary: colour.secondary,
      colorTextDescription: colour.secondary,
      colorTextPlaceholder: colour.secondary,
      colorBorder: colour.fieldLine,
      colorBorderSecondary: colour.line,
      colorBgLayout: colour.page,
      colorBgContainer: colour.card,
      colorBgElevated: mode === 'light' ? colour.card : '#222529',
      colorTextLightSolid: colour.onAccent,
      fontFamily,
      fontSize: 14,
      lineHeight: 22 / 14,
      fontSizeSM: 12,
      fontSizeLG: 16,
      fontSizeHeading1: 20,
      fontSizeHeading2: 16,
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      colorBgMask: 'rgba(20, 21, 23, 0.4)',
      boxShadow: floating[mode],
      boxShadowSecondary: floating[mode],
      boxShadowTertiary: 'none',
      motion: !reducedMotion,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Alert: { withDescriptionPadding: '12px 16px', withDescriptionIconSize: 18 },
      // The circle or square of a choice is all that shows it: three times as light or dark as what it stands on.
      Checkbox: { colorBorder: colour.choiceLine },
      Radio: { colorBorder: colour.choiceLine },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: {
        headerBg: colour.sunken,
        headerColor: colour.secondary,
        headerSplitColor: 'transparent',
        cellPaddingBlock: row,
        cellPaddingBlockMD: row,
        cellPaddingBlockSM: Math.min(row, 8),
        cellPaddingInline: 12,
      },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Segmented: { trackBg: mode === 'light' ? colour.sunken : colour.page, itemSelectedBg: mode === 'light' ? colour.card : colour.line },
      Modal: { titleFontSize: 16 },
    },
  }
}
