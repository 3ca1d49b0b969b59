import { App, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { type Language, useMode, usePreferences, useReducedMotion } from '../platform/preferences.ts'
import { applyTheme } from './apply-theme.ts'
import { antdThemeOf } from './theme.ts'

/** Colours, motion and words of the component library follow the person's preferences. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const mode = useMode()
  const isCalm = useReducedMotion()
  const { language, density } = usePreferences()
  const locale = useAntdLocale(language)
  useLayoutEffect(() => applyTheme(mode), [mode])
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density
  }, [density])
  return (
    <ConfigProvider
      theme={antdThemeOf(mode, isCalm, density)}
      locale={locale}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}

function useAntdLocale(language: Language): Locale {
  const [english, setEnglish] = useState<Locale>()
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
    if (language === 'en') void import('antd/locale/en_US').then((module) => setEnglish(module.default))
  }, [language])
  return language === 'en' && english ? english : zhCN
}
