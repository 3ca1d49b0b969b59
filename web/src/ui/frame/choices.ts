import type { Language, ThemeChoice } from '../../platform/preferences.ts'

export const themeChoices: ThemeChoice[] = ['light', 'dark', 'system']
export const languages: Language[] = ['zh-CN', 'en']
