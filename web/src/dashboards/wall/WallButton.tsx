import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { fillScreen } from './full-screen.ts'

/** 大屏: shows the dashboard one is on alone, filling the screen. */
export function WallButton() {
  const { t } = useTranslation('dashboards')
  const [, setParams] = useSearchParams()
  function enter() {
    fillScreen()
    setParams((params) => {
      params.set('wall', '')
      return params
    })
  }
  return <Button onClick={enter}>{t('wall.enter')}</Button>
}
