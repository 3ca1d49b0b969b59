import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ChatWindow } from './ChatWindow.tsx'
import { languageNow, speakerOf } from './words.ts'
import './chat.css'

const speak = speakerOf(languageNow())
document.documentElement.lang = speak.language === 'zh' ? 'zh-CN' : 'en'
document.title = speak.t('title')
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ChatWindow speak={speak} />
    </StrictMode>,
  )
