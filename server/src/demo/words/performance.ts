/** What people object to rows of their sheets, and what was replied; the first still waits in the newest month. */
export const objectionWords = [
  {
    reason: '这件等厂家备件等了九天，期间每天都给客户打了电话，记录在工单里',
    verdict: 'accepted',
    reply: '备件到货单和通话记录对得上，等待不在本人手里，剔除',
  },
  {
    reason: '转到我手里时已经只剩两个小时，之前在别的部门停了三天',
    verdict: 'accepted',
    reply: '转派时间属实，剔除这一行；派单的问题另交派单台',
  },
  {
    reason: '客户一直不接电话，所以首次联系晚了',
    verdict: 'refused',
    reply: '系统里第一次拨打在超时之后，之前没有拨打记录；请今后先拨再记',
  },
] as const
