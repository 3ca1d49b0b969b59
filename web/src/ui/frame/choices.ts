import type { Density, Language, ThemeChoice } from '../../platform/preferences.ts'

export const themeChoices: ThemeChoice[] = ['light', 'dark', 'system']
export const densities: Density[] = ['comfortable', 'compact']
export const languages: Language[] = ['zh-CN', 'en']
