import type { CauseTreeDetail } from '@zhiwei/contract'
import { App } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { api, isProblem } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { useTreeActs, useTreeVersion } from '../queries.ts'
import { nodeOf, type Sketch, sketchOf } from './edit.ts'

/** What is drawn until it is saved, beside the version it began from; an earlier version may be looked at meanwhile. */
export function useEditor(tree: CauseTreeDetail) {
  const { t } = useTranslation('improvement')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const [base, setBase] = useState(tree)
  const [sketch, setSketch] = useState<Sketch>(() => sketchOf(tree.kind, tree.nodes))
  const [title, setTitle] = useState(tree.title)
  const [shown, setShown] = useState<number>()
  const earlier = useTreeVersion(tree.id, shown).data
  const { save } = useTreeActs()
  const saved = useMemo(() => JSON.stringify(base.nodes), [base.nodes])
  const drawn = useMemo(() => JSON.stringify(sketch.nodes), [sketch.nodes])
  const isChanged = drawn !== saved || title.trim() !== base.title
  useAskBeforeLeaving(isChanged && !save.isPending)

  /** The drawing goes on from what the server has. */
  function goOnFrom(kept: CauseTreeDetail) {
    setBase(kept)
    setTitle(kept.title)
    setSketch((now) => ({ ...now, nodes: kept.nodes, chosen: nodeOf(kept.nodes, now.chosen) ? now.chosen : null, past: [], future: [] }))
    return kept
  }
  const keep = async () => {
    if (!isChanged) return base
    const input = { id: tree.id, nodes: sketch.nodes, title: title.trim() || base.title, version: base.version }
    return goOnFrom(await save.mutateAsync(input))
  }
  const keepAndSay = () =>
    keep().then(
      () => void message.success(t('tree.saved')),
      (error: unknown) => {
        if (!isProblem(error, 'VERSION_CONFLICT')) return void message.error(words(error).title)
        modal.confirm({
          title: t('tree.conflict'),
          content: t('tree.conflictDetail'),
          okText: t('tree.conflictDo'),
          onOk: async () => void goOnFrom(await api.get<CauseTreeDetail>(`/cause-trees/${tree.id}`)),
        })
      },
    )
  const isPast = shown !== undefined && earlier !== undefined
  return {
    base,
    sketch,
    setSketch,
    title,
    setTitle,
    shown,
    setShown,
    isChanged,
    isSaving: save.isPending,
    keep,
    keepAndSay,
    goOnFrom,
    readOnly: !tree.mayEdit || shown !== undefined,
    visible: isPast ? { ...sketchOf(tree.kind, earlier.nodes), chosen: sketch.chosen } : sketch,
    visibleTitle: isPast ? earlier.title : title,
  }
}

function useAskBeforeLeaving(wouldLose: boolean) {
  const { t } = useTranslation('improvement')
  const { modal } = App.useApp()
  const blocker = useBlocker(({ currentLocation, nextLocation }) => wouldLose && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: t('tree.leave'),
      content: t('tree.leaveDetail'),
      okText: t('tree.leaveDo'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal, t])
}
