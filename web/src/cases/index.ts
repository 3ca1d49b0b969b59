/** 工单: the list of cases and the page of one. Others show a case's rows and marks with the components here. */
export { CustomerName } from './CustomerName.tsx'
