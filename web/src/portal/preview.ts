import type { PortalSettings } from '@zhiwei/contract'
import { useMemo, useSyncExternalStore } from 'react'
import { previewMark } from './preview-mark.ts'

// 预览: the settings page shows the portal in a frame and writes what is not saved yet onto the frame's element. Only pages of this very site
// may frame the portal, and to any other `frameElement` would be null.

const told = () => window.frameElement?.getAttribute(previewMark) ?? null

/** Nothing is filed from a preview. */
export const isPreview = () => told() !== null

function subscribe(listener: () => void) {
  const frame = window.frameElement
  if (!frame) return () => {}
  const watching = new MutationObserver(listener)
  watching.observe(frame, { attributeFilter: [previewMark] })
  return () => watching.disconnect()
}

/** The settings as they would be, beside those in force. */
export function usePreview(): Partial<PortalSettings> | undefined {
  const text = useSyncExternalStore(subscribe, told)
  return useMemo(() => (text === null ? undefined : JSON.parse(text)), [text])
}
