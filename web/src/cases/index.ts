/** 工单: the list of cases and the page of one. Others show a case's rows and marks with the components here. */

export { InstantField } from './acts/fields/InstantField.tsx'
export { LimitField } from './acts/fields/LimitField.tsx'
export { MoneyField } from './acts/fields/MoneyField.tsx'
export { CustomerName } from './CustomerName.tsx'
