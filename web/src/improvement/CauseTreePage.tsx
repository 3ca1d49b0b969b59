import { type Bone, type CauseNode, type CauseTreeDetail, causeLayoutOf } from '@zhiwei/contract'
import { App, Button, Input, Select } from 'antd'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { handOver, useMay } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { Bar } from './drawing/Bar.tsx'
import { Drawing } from './drawing/Drawing.tsx'
import { added, newNodeId, rewritten, type Sketch } from './drawing/edit.ts'
import { keyedAct } from './drawing/keys.ts'
import { NodePanel } from './drawing/NodePanel.tsx'
import { pictureOf, pngOf } from './drawing/picture.ts'
import { useEditor } from './drawing/use-editor.ts'
import { NameCauseModal } from './NameCauseModal.tsx'
import { useCauseTree } from './queries.ts'
import { SimilarPart } from './SimilarPart.tsx'
import { TreeBound } from './TreeBound.tsx'
import './improvement.css'

/** 根因分析图: drawn by keyboard, mouse and touch; each saving is a version. */
export function CauseTreePage() {
  const { t } = useTranslation('improvement')
  const tree = useCauseTree(useParams().id ?? '')
  const crumbs = [{ label: t('tab.trees'), to: '/cause-trees' }]
  if (tree.isPending) return <PageSkeleton shape="detail" />
  if (tree.isError)
    return (
      <Page title={t('tree.one')} breadcrumbs={crumbs}>
        <ProblemNotice problem={tree.error} onRetry={tree.refetch} />
      </Page>
    )
  return <Editor key={tree.data.id} tree={tree.data} crumbs={crumbs} />
}

function Editor({ tree, crumbs }: { tree: CauseTreeDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('improvement')
  const { message } = App.useApp()
  const mayOpen = useMay('actions:manage')
  const [writing, setWriting] = useState<string | null>(null)
  const [naming, setNaming] = useState<CauseNode>()
  const { sketch, setSketch, visible, visibleTitle, readOnly, isChanged, ...editor } = useEditor(tree)
  const layout = useMemo(() => causeLayoutOf(tree.kind, visibleTitle, visible.nodes), [tree.kind, visibleTitle, visible.nodes])
  const grow = (next: Sketch) => {
    if (next === sketch) return void message.info(t('tree.full'))
    setSketch(next)
    setWriting(next.chosen)
  }
  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !readOnly && event.key === 's') void editor.keepAndSay()
    else {
      const act = keyedAct(visible, event, readOnly)
      if (!act) return
      if (act.kind === 'write') setWriting(sketch.chosen)
      else if (act.kind === 'grow') grow(act.grown(newNodeId(), t('node.new')))
      else setSketch(act.kind === 'choose' ? { ...sketch, chosen: act.chosen } : act.sketch)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const take = async (format: 'svg' | 'png') => {
    const svg = pictureOf(layout, visibleTitle, (bone) => t(`bone.${bone}`))
    handOver(
      `${visibleTitle.slice(0, 40)}.${format}`,
      format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg, layout),
    )
  }
  const address = (node: CauseNode) =>
    `/actions?${new URLSearchParams([['new', 'corrective'], ['withCause', node.cause ?? ''], ['tree', tree.id], ['name', node.text], ...tree.caseIds.map((id) => ['forCase', id])])}`
  return (
    <Page
      title={visibleTitle}
      breadcrumbs={crumbs}
      extra={<span className="meta">{t(`treeKind.${tree.kind}`)}</span>}
      actions={
        <>
          <Select
            aria-label={t('tree.versions')}
            value={editor.shown ?? 0}
            popupMatchSelectWidth={260}
            options={[
              { value: 0, label: t('tree.now', { version: editor.base.version }) },
              ...editor.base.versions
                .slice(1)
                .map(({ version, by, nodes }) => ({ value: version, label: t('tree.version', { version, name: by?.name ?? '', nodes }) })),
            ]}
            onChange={(version) => editor.setShown(version || undefined)}
          />
          <Button onClick={() => void take('svg')}>SVG</Button>
          <Button onClick={() => void take('png')}>PNG</Button>
          {tree.mayEdit && (
            <Button type="primary" disabled={!isChanged || readOnly} loading={editor.isSaving} onClick={() => void editor.keepAndSay()}>
              {t('save')}
            </Button>
          )}
        </>
      }
    >
      {!readOnly && (
        <Input
          className="tree-title"
          aria-label={t('tree.problemLabel')}
          maxLength={200}
          value={editor.title}
          onChange={({ target }) => editor.setTitle(target.value)}
        />
      )}
      <div className="tree-columns">
        <section className="card tree-part" aria-label={t('tree.one')}>
          {!readOnly && <Bar sketch={sketch} onGrow={grow} onSketch={setSketch} onWrite={() => setWriting(sketch.chosen)} />}
          <Drawing
            sketch={visible}
            title={visibleTitle}
            layout={layout}
            readOnly={readOnly}
            writing={writing}
            onChoose={(chosen) => setSketch({ ...sketch, chosen })}
            onKey={onKey}
            onWrite={setWriting}
            onWritten={(id, text) => setSketch((now) => rewritten(now, id, { text }))}
            onMove={setSketch}
            onAddToBone={(bone: Bone) => grow(added(sketch, { parentId: null, bone }, newNodeId(), t('node.new')))}
          />
          {!readOnly && <p className="meta tree-keys">{t('tree.keys')}</p>}
        </section>
        <div>
          <section className="card tree-part" aria-labelledby="tree-node">
            <h2 id="tree-node">{t('node.title')}</h2>
            <NodePanel
              sketch={visible}
              readOnly={readOnly}
              onSketch={setSketch}
              onName={setNaming}
              actionAddress={mayOpen && !isChanged ? address : undefined}
            />
          </section>
          <SimilarPart
            tree={tree}
            words={sketch.nodes.find(({ id }) => id === sketch.chosen)?.text ?? editor.title}
            onTake={
              readOnly
                ? undefined
                : (text, cause) =>
                    setSketch(withCause(added(sketch, { parentId: sketch.chosen, bone: 'people' }, newNodeId(), text), cause))
            }
          />
          <TreeBound tree={editor.base} />
        </div>
      </div>
      {naming && (
        <NameCauseModal
          tree={tree}
          node={naming}
          // What is not saved yet is saved first: the server names a node it knows.
          onBefore={editor.keep}
          onNamed={editor.goOnFrom}
          onClose={() => setNaming(undefined)}
        />
      )}
    </Page>
  )
}

const withCause = (sketch: Sketch, cause: string | null) => (cause && sketch.chosen ? rewritten(sketch, sketch.chosen, { cause }) : sketch)
