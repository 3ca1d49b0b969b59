import { Outlet } from 'react-router'
import { SettingsNav } from './SettingsNav.tsx'
import './settings.css'

/** The pages of 设置 beside each other. */
export function SettingsFrame() {
  return (
    <div className="settings">
      <SettingsNav />
      <Outlet />
    </div>
  )
}
