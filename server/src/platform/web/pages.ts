import { pageOf } from '../docs/html.ts'

export const notBuiltPage = pageOf(
  '页面还没有构建 Not built yet',
  `<p>服务器在运行，但没有网页。请在项目文件夹运行 <code>npm start</code>，它会先构建网页；开发时用 <code>npm run dev</code>。</p>
<p lang="en">The server runs, but there is no web app. Run <code>npm start</code> in the project's folder, which builds it first; for development <code>npm run dev</code>.</p>
<p><a href="/api/docs">接口文档 API</a></p>`,
)

/** Below /p every company has an address of its own. */
export const portalPage = pageOf(
  '没有这个页面 Not found',
  '<p>请核对地址，或从企业给您的链接重新打开。</p><p lang="en">Please check the address, or open the link the company gave you again.</p>',
)
