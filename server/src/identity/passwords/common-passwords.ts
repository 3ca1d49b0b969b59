/**
 * Passwords of 12 and more characters that are guessed first, of our own collection: lower case, letters and digits only.
 * What is made of repetitions, rows of keys, common words and years needs no entry: password-rules.ts sees it.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u 1a2b3c4d5e6f 1a2s3d4f5g6h a1b2c3d4e5f6
  a1s2d3f4g5h6 q1w2e3r4t5y6 q1w2e3r4t5y6u7i8 qazwsxedcrfv qazwsxedc123 qwaszxerdfcv zaq12wsxcde3 zaq1xsw2cde3 zxcvbnm12345
  qweasdzxc123 qwe123asd456 qwerasdfzxcv asdfqwerzxcv 123qweasdzxc 123qwe456asd abc123def456 abcd1234abcd aabbccddeeff 112233445566
  121212121212 123123123123 123321123321 147258369147 147258369258 159357159357 159753159753 741852963741 789456123789 987654321987
  520131452013 5201314520131 5201314woaini woaini5201314 woaini1314520 woaini123456 woaini520520 woaiwojia123 woaizhongguo
  iloveyou1314 iloveyou5201314 iloveyou1234 iloveyouforever wobuzhidao123 wangjimima123 mima12345678 woshishui123 nihao1234567
  nihaozhongguo zhongguo1949 zhonghua2008 beijing12345 shanghai2010 shanghai1234 guangzhou123 shenzhen1234 chengdu12345 hangzhou1234
  gongsi123456 guanliyuan123 guanliyuan888 kefu12345678 tousu1234567 xitongguanli changeme1234 changemeplease changethispassword
  correcthorsebatterystaple trustno1trustno1 letmeinplease letmeinletmein footballfootball baseballbaseball dragondragon monkeymonkey
  sunshine1234 princess1234 superman1234 batman123456 michael12345 starwars1234 pokemon12345 minecraft123 computer1234 internet1234
  samsung12345 liverpool123 manchester12 chelsea12345 arsenal12345 whatever1234 whateveritis nevermind123 idontknow123 ilovemymom123
  ilovejesus12 jesuschrist1 godisgood123 blessed12345 administrator administrator1 administrator123 adminadminadmin rootrootroot
  testtesttest guestguestguest useruseruser passwordpassword passw0rdpassw0rd mypassword12 mypassword123 thisismypassword thepassword1
  yourpassword newpassword1 newpassword123 oldpassword1 nopassword12 secretsecret supersecret1 topsecret123 welcomehome1 welcometo123
  helloworld12 helloworld123 hellohello12 summersummer wintervinter spring202412 monday123456 friday123456 january12345 december1234
  christmas123 happynewyear xiangxiangxiang zhangsan1234 lisi12345678 wangwu123456 zhangwei1234 wangfang1234 liuyang12345 zhangsanlisi
  aini13141314 aini520520520
  `
    .trim()
    .split(/\s+/),
)

/** Words and names that everybody tries; taken out before what is left of a password is counted. */
export const commonWords = `
  administrator password passwort passwd pass admin root guest user test demo login welcome changeme letmein secret master super
  qwerty qwert asdf zxcv iloveyou dragon monkey football sunshine princess hello world default company office service customer
  complaint zhiwei mima woaini wodemima guanliyuan gongsi kefu tousu beijing shanghai zhongguo nihao
  治未 密码 管理员 客服 投诉 公司 我爱你
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length)
