import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { useHotkey } from '../../platform/hotkeys.ts'
import { useMay } from '../../platform/session.ts'
import { openDialog, useOpenDialog } from './dialog-state.ts'

const loadPalette = () => import('./CommandPalette.tsx')
const CommandPalette = lazy(loadPalette)
const KeySheet = lazy(() => import('./KeySheet.tsx'))

/** The keys that work everywhere, and the two dialogs they open. */
export function Dialogs() {
  const dialog = useOpenDialog()
  useFrameKeys()
  useEffect(() => {
    void loadPalette() // who types right after Ctrl K must find the field there
  }, [])
  return (
    <Suspense>
      {dialog === 'palette' && <CommandPalette onClose={() => openDialog(null)} />}
      {dialog === 'keys' && <KeySheet onClose={() => openDialog(null)} />}
    </Suspense>
  )
}

function useFrameKeys() {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const goUp = useGoUp()
  useHotkey('mod+k', () => openDialog('palette'), { description: t('keys.palette') })
  useHotkey('/', focusSearch, { description: t('keys.find') })
  useHotkey('n', () => void navigate('/cases/new'), { description: t('keys.new'), enabled: useMay('complaints:register') })
  useHotkey('?', () => openDialog('keys'), { description: t('keys.sheet') })
  useHotkey('Escape', goUp, { description: t('keys.back') })
}

/** The page's own search field (marked `data-search`), else the palette. */
function focusSearch() {
  const field = document.querySelector<HTMLElement>('input[data-search], [data-search] input')
  if (field) field.focus()
  else openDialog('palette')
}

/** From a case back to the list as it was; nowhere from the pages of the rail. */
function useGoUp() {
  const { pathname, key } = useLocation()
  const navigate = useNavigate()
  const steps = pathname.split('/').filter(Boolean)
  return () => {
    if (steps.length < 2 || steps[0] === 'settings') return
    if (key !== 'default') void navigate(-1)
    else void navigate(`/${steps.slice(0, -1).join('/')}`)
  }
}
