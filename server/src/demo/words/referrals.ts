/** What the city's hotline hands over on one sheet. */
export const referrals = [
  {
    referenceNo: '12345-2026-110871',
    name: '范建平',
    phone: '13900005511',
    text: '市民反映在商场购买的云栖洗衣机脱水时剧烈跳动，报修两次师傅都说正常，要求企业派技术人员检测并书面答复。',
    office: '12345 市热线办',
  },
  {
    referenceNo: '12345-2026-110902',
    name: '苏婉清',
    phone: '13900005522',
    text: '市民反映企业清洗保养服务收费与宣传价不一致，多收 80 元，要求退还差价并说明收费标准。',
    office: '12345 市热线办',
  },
  {
    referenceNo: '12345-2026-111034',
    name: '黎国栋',
    phone: '13900005533',
    text: '市民反映空调安装打孔打穿燃气管旁的墙体，担心安全，企业至今无人上门查看，要求立即处理。',
    office: '12345 浦东热线办',
  },
]
