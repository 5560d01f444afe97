"""Legal forms, share marks and abbreviations in company names, and Traditional Han with its Simplified form.

Legal forms follow ISO 20275 (Entity Legal Forms, GLEIF, CC0), as folded by `names.fold` (lower case, no full stops).
"""

from __future__ import annotations

LEGAL_FORMS = frozenset(
    """
    companies corpo corpor corporat incorpora limi limite compan
    aktiengesellschaft aktiebolag kommanditgesellschaft sgps sicav
    inc incorporated incorp corp corporation co company cos ltd limited limted ltda llc llp lllp lp plc pbc pllc pc
    gmbh ag kg kgaa ohg ug ev eg mbh se sce
    sa sas sasu sarl sca scs snc spa srl srls sapa sl slu slne sau sab sapi cv scrl sprl
    nv bv cvba vof vba
    ab publ asa as aps is ans oy oyj abp hf ehf
    kk gk yk
    pty pte pvt private sdn bhd berhad tbk pcl
    jsc pjsc ojsc cjsc oao ooo pao zao ao ад ооо пао оао зао ао
    dd doo ad ead eood ood kft zrt nyrt rt sro spol spzoo oü uab sia
    ltée ltee limitee inh
    """.split()
)

_PHRASES = """
    a b; a s; aktiebolag; aktiengesellschaft; and co; and company; b v; co ltd; company limited; corporation limited; de c
    v; de cv; gmbh and co; in liquidation; joint stock company; k k; limited liability company; limited partnership; ltd co;
    n v; open joint stock company; pty ltd; public company limited; public joint stock company; public limited company; s a;
    s a b de c v; s p a; s r l; s r o; sa de cv; sab de cv; sdn bhd; societe anonyme; sp z o o; sp z oo; sp zoo; z o o
"""
FORM_PHRASES = frozenset(" ".join(phrase.split()) for phrase in _PHRASES.split(";"))

FORM_ENDS = frozenset(phrase.rpartition(" ")[2] for phrase in FORM_PHRASES)

LEADING_FORMS = frozenset({"the", "pt", "ooo", "oao", "pao", "zao", "ооо", "пао", "оао", "ао"})

SHARE_MARKS = frozenset(
    """
    a/s adr ads bdr br cdi cl class cls drn gdr inh nam nom npv ord ordinary pfd pref preference preferred prf reg
    registered ser serie series shs spons sponsored stamm unit units unt vorz vz
    """.split()
)

# written out: as abbreviated in stock lists
_WRITTEN_OUT = """
    international: intl int inter intern
    national: natl nat
    american: amer am
    pharmaceuticals: pharm pharma pharmaceutical
    technology: tech techs technologies tecnologies
    systems: sys system
    industries: ind inds indus industry industrial
    manufacturing: mfg
    management: mgmt mgt
    services: svcs svc serv service
    holdings: hldg hldgs hld holding
    group: grp gr
    financial: fin finl
    insurance: ins
    communications: comm comms communication
    products: prods prod product
    resources: res resource
    development: dev develop devel
    engineering: eng engr
    electric: elec electr
    laboratories: lab labs
    properties: props property prop
    investment: inv invest investments
    entertainment: ent
    enterprises: enterprise entr
    bank: bk
    bancorp: bncp bancorporation
    trust: tr trst
    associates: assoc
    brothers: bros
    chemical: chem chems chemicals
    medical: med
    semiconductor: semicon semi semiconductors
    solutions: solns soln solution
    transportation: transp
    utilities: util
    petroleum: petro
    general: gen genl
    universal: univ
    motors: mtrs motor
    machinery: mach
    metal: mtl metals
    mining: min
    st: saint
    sciences: sci science
    therapeutics: thera ther
    estate: estates
    societe: soc societa
    australia: aust australian
    canada: cda
    networks: net network
    electronics: electronic
    brand: brands
    food: foods
    work: works
    store: stores
    hotel: hotels
    airline: airlines
"""
ABBREVIATIONS = {
    short: line.partition(":")[0].strip() for line in _WRITTEN_OUT.strip().splitlines() for short in line.partition(":")[2].split()
}

CJK_LEGAL_SUFFIX = tuple("股份有限公司 有限责任公司 有限公司 集团公司 公司 株式会社 有限会社 合同会社 주식회사 유한회사 (주) ㈜".split())
CJK_LEGAL_PREFIX = ("株式会社", "有限会社", "合同会社", "주식회사", "유한회사", "(주)", "㈜")

CJK_FORM_WORDS = frozenset({"株", "주", "유", *CJK_LEGAL_SUFFIX, *CJK_LEGAL_PREFIX})

# Groups and sectors that a speaker leaves out: a second, looser key that must lead to one company and to no ambiguous name.
WEAK_SUFFIXES = frozenset(
    """
    ai corporation global group groups holding holdings hq international lab labs official research system systems team tech
    technologies technology worldwide
    """.split()
)
CJK_WEAK_SUFFIX = (
    "集团",
    "科技",
    "控股",
    "股份",
    "网络科技",
    "智能科技",
    "信息技术",
    "技术",
    "智能",
    "그룹",
    "홀딩스",
    "グループ",
    "ホールディングス",
    "电子",
    "机器人",
)
CJK_PLACES = (
    "北京",
    "上海",
    "深圳",
    "杭州",
    "广州",
    "成都",
    "南京",
    "武汉",
    "苏州",
    "合肥",
    "天津",
    "西安",
    "厦门",
    "珠海",
    "重庆",
    "中国",
)

_PAIRS = (
    "達达騰腾訊讯華华為为電电動动團团網网東东話话鴻鸿訊讯聯联發发偉伟創创廣广輝辉銳锐馬马雲云騰腾飛飞龍龙開开譜谱譯译階阶躍跃無无問问燧燧軟软體体資资產产業业"
    "銀银財财國国際际語语學学習习節节字字躍跃動动寶宝貝贝優优選选馳驰塊块鏈链視视頻频圖图書书紅红門门關关閱阅藝艺術术機机器器實实驗验室室環环極极線线對对車车"
    "進进長长鑫鑫儲储邁迈億亿豐丰順顺滴滴納纳維维諾诺亞亚蘋苹蘭兰壽寿險险證证券券時时間间條条專专樂乐華华顏颜測测試试總总區区運运輸输載载輪轮轉转遊游戲戏"
    "醫医療疗藥药廠厂農农產产種种漁渔魚鱼鳥鸟鳳凤麗丽麥麦黃黄黨党齊齐齒齿龜龟碼码號号計计設设許许評评訂订認认識识議议護护變变讓让財财貨货買买賣卖費费貿贸貸贷"
    "質质賬账賽赛贏赢軍军軌轨輯辑輸输農农連连達达遠远適适還还鄉乡鄰邻錄录錢钱鋼钢鎮镇鐵铁鑑鉴間间閉闭陽阳陰阴陳陈陸陆階阶隊队隨随難难雜杂離离霧雾靈灵靜静韓韩"
    "須须預预領领題题類类顧顾風风飯饭飲饮養养餘余館馆騙骗驅驱魯鲁點点導导當当屆届屬属島岛幣币師师帳帐帶带幫帮幾几庫库應应廳厅張张強强彈弹彙汇後后徑径從从復复"
    "態态慣惯戰战戶户擇择擊击擔担據据擴扩攝摄數数斷断於于時时晉晋暢畅暫暂書书會会條条構构標标樓楼樣样權权歐欧歲岁歷历殘残氣气決决沒没況况淨净減减測测湯汤準准溫温"
    "滅灭滬沪漲涨漢汉潔洁澤泽濟济濱滨災灾為为無无煙烟熱热營营爾尔爐炉爭争牆墙獎奖獨独獲获現现環环畫画異异當当療疗發发監监盤盘眾众確确碼码礎础禮礼種种稱称積积穩稳"
    "窮穷競竞筆笔範范簡简籌筹糧粮約约級级純纯紐纽終终組组結结絕绝給给統统經经綜综綠绿維维緊紧緣缘練练縣县總总績绩織织繪绘繼继續续罷罢義义習习聖圣聞闻聲声職职"
)
SIMPLIFIED = {ord(t): s for t, s in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
