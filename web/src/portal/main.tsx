import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PortalApp } from './PortalApp.tsx'
import { applyPreferences } from './preferences.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/filing.css'
import './styles/case.css'

applyPreferences()
const root = document.getElementById('portal')
if (root)
  createRoot(root).render(
    <StrictMode>
      <PortalApp />
    </StrictMode>,
  )
