/** 第几步: how far one has come and how much is left. */
export function Progress({ at, of, words }: { at: number; of: number; words: string }) {
  return (
    <div className="progress">
      <progress value={at} max={of} aria-label={words} />
      <span className="meta">{words}</span>
    </div>
  )
}
