/** The rows with one taken to another place. */
export function movedTo<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const rest = [...rows]
  rest.splice(to, 0, ...rest.splice(from, 1))
  return rest
}
