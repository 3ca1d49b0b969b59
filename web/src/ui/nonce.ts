/**
 * Gives every style element made by script the nonce of this page, as the content security policy wants. Ant Design's own `csp` setting
 * does not reach its scroll locker and scroll bar measure, so it is done where the elements are made. Scripts get none.
 */
export function giveStylesTheNonce() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  if (!nonce) return
  const make = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = make(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
