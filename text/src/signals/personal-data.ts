export type PersonalDataKind = 'phone' | 'idCard' | 'bankCard' | 'email' | 'address' | 'plate'
export const personalDataOf = (_text: string): { kind: PersonalDataKind; span: readonly [number, number] }[] => []
