import { useMutation } from '@tanstack/react-query'
import type { TextAnalysis } from '@zhiwei/contract'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { api } from '../../platform/index.ts'
import { type ExampleName, examples, isExample } from './examples.ts'
import { type LabInput, labInputOf, type Mode, requestOf, troubleOf } from './input.ts'

export type Lab = ReturnType<typeof useLab>

/** What stands in the laboratory: the text, what it is taken for, and what the engine said of it. Held by this page alone. */
export function useLab() {
  const [params, setParams] = useSearchParams()
  const named = params.get('example')
  const example = isExample(named) ? named : null
  const [text, setText] = useState('')
  const [mode, setMode] = useState<Mode>()
  const [isEditing, setEditing] = useState(true)
  const [isAskedByHand, setAskedByHand] = useState(false)
  const input = useMemo(() => labInputOf(text, mode), [text, mode])
  const guess = useMemo(() => labInputOf(text, undefined), [text])
  const trouble = useMemo(() => troubleOf(input), [input])
  const { mutate, reset, ...asked } = useMutation({
    mutationFn: (one: LabInput) => api.post<TextAnalysis>('/text/analyses', requestOf(one)),
    onSuccess: () => setEditing(false),
  })

  useEffect(() => {
    if (!example) return
    setText(examples[example])
    setMode(undefined)
    setAskedByHand(false)
    mutate(labInputOf(examples[example], undefined))
  }, [example, mutate])

  const leaveExample = () => example && setParams({}, { replace: true })
  const canAnalyse = text.trim() !== '' && input.turns.length > 0 && !trouble && !asked.isPending

  return {
    text,
    input,
    trouble,
    example,
    canAnalyse,
    isEditing,
    /** Not by its address: then the keyboard goes where the answer is. */
    isAskedByHand,
    /** The text has speakers, so that one may choose what it is taken for. */
    hasChoice: guess.mode === 'dialogue',
    isPending: asked.isPending,
    problem: asked.error ?? undefined,
    analysis: asked.data,
    analysed: asked.data ? asked.variables : undefined,
    write(next: string) {
      setText(next)
      leaveExample()
    },
    chooseMode: setMode,
    chooseExample: (name: ExampleName) => setParams({ example: name }),
    analyse() {
      if (!canAnalyse) return
      setAskedByHand(true)
      mutate(input)
    },
    edit: () => setEditing(true),
    clear() {
      setText('')
      setMode(undefined)
      setEditing(true)
      reset()
      leaveExample()
    },
  }
}
