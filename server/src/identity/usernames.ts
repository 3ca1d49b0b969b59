/** 用户名: one and the same however it is typed (case, full-width letters). */
export const usernameOf = (typed: string) => typed.normalize('NFKC').trim().toLowerCase()
