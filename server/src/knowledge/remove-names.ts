import { entitiesOf, maskPersonalData } from '@zhiwei/text'

/** Common family names, own list, single and double: who is called by one of these and 先生 is a person. Left out are those that are words too (和, 于, 向 …). */
const surnames =
  '欧阳|上官|司马|诸葛|司徒|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤温康施文牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝]'
const called = new RegExp(`(?:${surnames})[\\p{Script=Han}]{0,2}(先生|女士|小姐|太太|阿姨|大爷|大妈|叔叔|老师)`, 'gu')
const masked = /[\p{Script=Han}]\*{2}/gu
const introduced = new RegExp(
  `(我叫|我的名字是|本人|姓名(?:是|为|[:：])?|联系人(?:是|为|[:：])?)\\s*(?:${surnames})[\\p{Script=Han}]{1,2}(?![\\p{Script=Han}]{0,1}(?:城|区|路|店))`,
  'gu',
)
const worker = new RegExp(`(?:${surnames})(师傅|工程师|经理|主任|班长|客服)`, 'gu')
const hidden = /[\dA-Za-z]*\*{3,}[\dA-Za-z]*(?:@[\w.]+)?|[\p{Script=Han}]{0,2}\*号楼\**/gu

/** Whose names are known: of the customer, and of people of the company. */
export type KnownNames = { customer: readonly string[]; staff: readonly string[] }

/**
 * 去除个人信息: takes out of a text what says whose case it was: names, numbers and addresses (masked ones too), numbers of orders.
 * What it misses a person takes out: a candidate is a draft.
 */
export function removePersonal(text: string, { customer, staff }: KnownNames): string {
  let rest = withoutOrders(text)
  for (const name of longestFirst(customer)) rest = rest.replaceAll(name, '客户')
  for (const name of longestFirst(staff)) rest = rest.replaceAll(name, '工作人员')
  return maskPersonalData(rest)
    .masked.replace(introduced, '$1（姓名略）')
    .replace(called, '客户')
    .replace(worker, '$1')
    .replace(masked, '客户')
    .replace(hidden, '（略）')
}

const longestFirst = (names: readonly string[]) =>
  names
    .map((name) => name.trim())
    .filter((name) => Array.from(name).length >= 2)
    .sort((a, b) => b.length - a.length)

/** From the end, so that places before stay where they are. */
function withoutOrders(text: string): string {
  return entitiesOf(text)
    .filter(({ kind }) => kind === 'orderNo' || kind === 'meterNo')
    .toReversed()
    .reduce((rest, { span: [start, end] }) => `${rest.slice(0, start)}（编号略）${rest.slice(end)}`, text)
}
