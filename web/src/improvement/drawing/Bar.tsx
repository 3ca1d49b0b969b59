import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { added, addedBeside, newNodeId as newId, redone, removed, type Sketch, undone } from './edit.ts'

/** What a finger does: the same acts as the keys. */
export function Bar({
  sketch,
  onGrow,
  onSketch,
  onWrite,
}: {
  sketch: Sketch
  onGrow: (sketch: Sketch) => void
  onSketch: (sketch: Sketch) => void
  onWrite: () => void
}) {
  const { t } = useTranslation('improvement')
  const { chosen } = sketch
  return (
    <div className="tree-bar" role="toolbar" aria-label={t('tree.bar')}>
      <Button onClick={() => onGrow(added(sketch, { parentId: chosen, bone: 'people' }, newId(), t('node.new')))}>
        {t('tree.addBelow')}
      </Button>
      <Button disabled={chosen === null} onClick={() => onGrow(addedBeside(sketch, newId(), t('node.new')))}>
        {t('tree.addBeside')}
      </Button>
      <Button disabled={chosen === null} onClick={onWrite}>
        {t('tree.write')}
      </Button>
      <Button disabled={chosen === null} onClick={() => chosen && onSketch(removed(sketch, chosen))}>
        {t('tree.remove')}
      </Button>
      <Button disabled={sketch.past.length === 0} onClick={() => onSketch(undone(sketch))}>
        {t('tree.undo')}
      </Button>
      <Button disabled={sketch.future.length === 0} onClick={() => onSketch(redone(sketch))}>
        {t('tree.redo')}
      </Button>
    </div>
  )
}
