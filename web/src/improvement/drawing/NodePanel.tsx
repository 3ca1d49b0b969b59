import { bones, type CauseNode, type CauseNodeState } from '@zhiwei/contract'
import { Button, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { LinkButton } from '../../ui/index.ts'
import { branchOf, inOrder, moved, nodeOf, rewritten, type Sketch } from './edit.ts'

type Props = {
  sketch: Sketch
  readOnly: boolean
  onSketch: (sketch: Sketch) => void
  onName: (node: CauseNode) => void
  /** Where an action against its cause is opened. */
  actionAddress: ((node: CauseNode) => string) | undefined
}

const states: CauseNodeState[] = ['open', 'confirmed', 'ruledOut']

/** What is known of the chosen node, and where it belongs: also the way to move it by touch. */
export function NodePanel({ sketch, readOnly, onSketch, onName, actionAddress }: Props) {
  const { t } = useTranslation('improvement')
  const causeName = useCatalogueName('causes')
  const node = nodeOf(sketch.nodes, sketch.chosen)
  if (!node) return <p className="meta">{t('node.none')}</p>
  const change = (given: Partial<CauseNode>) => onSketch(rewritten(sketch, node.id, given))
  return (
    <div className="node-panel">
      <label htmlFor="node-words">{t('node.text')}</label>
      <Input.TextArea
        id="node-words"
        key={`${node.id} ${node.text}`}
        rows={2}
        maxLength={200}
        readOnly={readOnly}
        defaultValue={node.text}
        onBlur={({ target }) => target.value.trim() && target.value.trim() !== node.text && change({ text: target.value.trim() })}
      />
      <Segmented<CauseNodeState>
        aria-label={t('node.state')}
        disabled={readOnly}
        value={node.state}
        options={states.map((value) => ({ value, label: t(`node.${value}`) }))}
        onChange={(state) => change({ state })}
      />
      <label htmlFor="node-evidence">{t('node.evidence')}</label>
      <Input.TextArea
        id="node-evidence"
        key={`${node.id} ${node.evidence}`}
        rows={2}
        maxLength={1_000}
        readOnly={readOnly}
        defaultValue={node.evidence}
        onBlur={({ target }) => target.value.trim() !== node.evidence && change({ evidence: target.value.trim() })}
      />
      {!readOnly && <Place sketch={sketch} node={node} onSketch={onSketch} />}
      <div className="node-cause-line">
        <span>{node.cause ? t('node.cause', { name: causeName(node.cause) }) : t('node.noCause')}</span>
        {!readOnly && <Button onClick={() => onName(node)}>{t(node.cause ? 'node.rename' : 'node.name')}</Button>}
        {actionAddress && node.cause && (
          <LinkButton type="primary" to={actionAddress(node)}>
            {t('node.openAction')}
          </LinkButton>
        )}
      </div>
    </div>
  )
}

function Place({ sketch, node, onSketch }: { sketch: Sketch; node: CauseNode; onSketch: (sketch: Sketch) => void }) {
  const { t } = useTranslation('improvement')
  const branch = branchOf(sketch.nodes, node.id)
  const top =
    sketch.kind === 'fishbone'
      ? bones.map((bone) => ({ value: `bone ${bone}`, label: t(`bone.${bone}`) }))
      : [{ value: '', label: t('tree.theProblem') }]
  const others = inOrder(sketch).filter(({ id }) => !branch.has(id))
  return (
    <Select
      aria-label={t('node.place')}
      value={node.parentId ?? (sketch.kind === 'fishbone' ? `bone ${node.bone}` : '')}
      options={[...top, ...others.map(({ id, text }) => ({ value: id, label: t('node.below', { text }) }))]}
      onChange={(value) => {
        const bone = bones.find((name) => value === `bone ${name}`)
        onSketch(moved(sketch, node.id, bone || value === '' ? { parentId: null, ...(bone && { bone }) } : { parentId: value }))
      }}
    />
  )
}
