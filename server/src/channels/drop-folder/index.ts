// 投递文件夹: owns which folder of a tenant is watched, by which mapping its tables are imported, and which contents were.
export { importDropped } from './import-dropped.ts'
export { rotateDropFolderKeys } from './rotate-keys.ts'
export { dropFolderRoutes } from './routes.ts'

import './tables.ts'
