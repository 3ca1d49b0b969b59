import './platform/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { watchAttendance } from './platform/attendance.ts'
import { startI18n } from './platform/i18n.ts'
import { giveStylesTheNonce } from './ui/nonce.ts'
import './ui/base.css'
import './ui/ui.css'
import './ui/marks/marks.css'

giveStylesTheNonce()
watchAttendance(window)
await startI18n()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
