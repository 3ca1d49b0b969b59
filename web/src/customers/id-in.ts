/** The customer's id a refusal names: `电话已属于客户 0192…`. */
export const idIn = (text: string | undefined) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text ?? '')?.[0]
