const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪季管欧温岳齐梅莹伍柯殷解葛翁舒申甄詹阮喻包柳柴邢俞霍左芦鲁饶路章颜兰关祝裴牛凌涂骆耿盛霞倪焦单聂成尤甘翟辛纪缪冷柏宁窦古岑项丛苗褚桂娄宫游安简木苑靳鲍庄麦牟米屈卜闵艾蒙谷卓芮支臧冉佟仇荣滕樊栾班迟楚费郁桑敖池占匡鞠战苟元隋晏邬冀鄢席应褟步慕从景奚华初郎宗幸迪鹿闻晋仲训边符栗年储狄揭练封卞伊由佘蓝晁尚肇井巩逄湛连穆茅官屠权阿曲冼植於粟巫敬粘禄咸亓苍赫墨尉锁蔺昝竺巴宣贝羊仉寇雍皮荆邰丰胥鱼郗皇濮寿冶戚戎'
const DOUBLE =
  '欧阳 司马 上官 诸葛 司徒 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 轩辕 宇文 长孙 端木 独孤 南宫 司空 百里 东郭 呼延 澹台 公羊 拓跋 完颜'.split(
    ' ',
  )

export const isDoubleSurname = (word: string): boolean => DOUBLE.includes(word)

/** True if a word starts with a Chinese surname. Distinguishes names from places and remarks. */
export function hasSurname(word: string): boolean {
  return DOUBLE.some((one) => word.startsWith(one)) || SINGLE.includes([...word][0] ?? ' ')
}
