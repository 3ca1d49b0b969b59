import { useEffect, useState } from 'react'

/** The screen for which the wall is laid out; a larger one shows the same, larger. */
const base = { width: 1_280, height: 720 }

const zoomNow = () => Math.max(1, Math.min(innerWidth / base.width, innerHeight / base.height))

export function useWallZoom() {
  const [zoom, setZoom] = useState(zoomNow)
  useEffect(() => {
    const onResize = () => setZoom(zoomNow())
    addEventListener('resize', onResize)
    return () => removeEventListener('resize', onResize)
  }, [])
  return zoom
}
