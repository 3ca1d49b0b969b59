import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { useHotkey } from '../../platform/hotkeys.ts'
import { useListWalk } from '../../platform/list-walk.ts'
import { useMay } from '../../platform/session.ts'
import { openDialog, openHelp, useOpenDialog } from './dialog-state.ts'
import { type Entry, useNavigation } from './navigation.tsx'

const loadPalette = () => import('./CommandPalette.tsx')
const CommandPalette = lazy(loadPalette)
const KeySheet = lazy(() => import('./KeySheet.tsx'))
const HelpDrawer = lazy(() => import('../../help/HelpDrawer.tsx'))

/** The keys that work everywhere, and the dialogs they open. */
export function Dialogs() {
  const dialog = useOpenDialog()
  const entries = useNavigation()
  useFrameKeys()
  useListWalk()
  useEffect(() => {
    void loadPalette() // who types right after Ctrl K must find the field there
  }, [])
  const close = () => openDialog(null)
  return (
    <>
      {entries.map((entry) => entry.go && <GoKey key={entry.to} entry={entry} go={entry.go} />)}
      <Suspense>
        {dialog === 'palette' && <CommandPalette onClose={close} />}
        {dialog === 'keys' && <KeySheet onClose={close} />}
        {dialog === 'help' && <HelpDrawer onClose={close} />}
      </Suspense>
    </>
  )
}

/** `g c`: to a page of the rail. */
function GoKey({ entry: { to, words }, go }: { entry: Entry; go: string }) {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  useHotkey(`g ${go}`, () => void navigate(to), { description: t(words), group: 'goto' })
  return null
}

function useFrameKeys() {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const goUp = useGoUp()
  useHotkey('mod+k', () => openDialog('palette'), { description: t('keys.palette') })
  useHotkey('/', focusSearch, { description: t('keys.find') })
  const mayRegister = useMay('complaints:register')
  useHotkey('n', () => pressNew() || (mayRegister && void navigate('/cases/new')), { description: t('keys.new'), isFallback: true })
  useHotkey('h', () => openHelp(), { description: t('top.help') })
  useHotkey('?', () => openDialog('keys'), { description: t('keys.sheet') })
  useHotkey('Escape', goUp, { description: t('keys.back') })
}

/** The page's own 新建, where it has one. */
function pressNew(): boolean {
  const create = document
    .querySelector<HTMLElement>('.page-actions button:not(:disabled) > .ant-btn-icon > .anticon-plus')
    ?.closest('button')
  create?.click()
  return create !== null && create !== undefined
}

/** The page's own search field (marked `data-search`), else that of the pages beside it, else the palette. */
function focusSearch() {
  const fields = [...document.querySelectorAll<HTMLElement>('input[data-search], [data-search] input')]
  const field = fields.findLast((one) => one.checkVisibility())
  if (field) field.focus()
  else openDialog('palette')
}

/** From a case back to the list as it was; nowhere from the pages of the rail. */
function useGoUp() {
  const { pathname, key } = useLocation()
  const navigate = useNavigate()
  const steps = pathname.split('/').filter(Boolean)
  return () => {
    if (steps.length < 2 || (steps[0] === 'settings' && steps.length < 3)) return
    if (key !== 'default') void navigate(-1)
    else void navigate(`/${steps.slice(0, -1).join('/')}`)
  }
}
