"""Legal forms, share marks and abbreviations in company names, and Traditional Han with its Simplified form.

Legal forms follow ISO 20275 (Entity Legal Forms, GLEIF, CC0), as folded by `names.fold` (lower case, no full stops).
"""

from __future__ import annotations

from importlib.resources import files

import tomli

LEGAL_FORMS = frozenset(
    """
    companies corpo corpor corporat incorpora limi limite compan
    aktiengesellschaft aktiebolag kommanditgesellschaft sgps sicav
    persero pers
    inc incorporated incorp corp corporation co company cos ltd limited limted ltda llc llp lllp lp plc pbc pllc pc
    gmbh ag kg kgaa ohg ug ev eg mbh se sce
    sa sas sasu sarl sca scs snc spa srl srls sapa sl slu slne sau sab sapi cv scrl sprl
    nv bv cvba vof vba
    ab publ asa as aps is ans oy oyj abp hf ehf
    kk gk yk pt
    pty pte pvt private sdn bhd berhad tbk pcl
    jsc pjsc ojsc cjsc oao ooo pao zao ao ад ооо пао оао зао ао
    dd doo ad ead eood ood kft zrt nyrt rt sro spol spzoo oü uab sia
    ltée ltee limitee inh sti
    लिमिटेड लि प्राइवेट इंक कॉर्पोरेशन कॉर्प कंपनी المحدودة ليمتد إنك كوربوريشن
    """.split()
)

_PHRASES = """
    a b; a s; aktiebolag; aktiengesellschaft; and co; and company; b v; co ltd; company limited; corporation limited; de c v; de cv;
    gmbh and co; in liquidation; joint stock company; k k; limited liability company; limited partnership; ltd co; n v; open joint
    stock company; pty ltd; public company limited; public joint stock company; public limited company; s a; cong ty cp; cong ty co
    phan; s a b de c v; s p a; s r l; s r o; sa de cv; sab de cv; sdn bhd; societe anonyme; sp z o o; sp z oo; sp zoo; z o o
"""
FORM_PHRASES = frozenset(" ".join(phrase.split()) for phrase in _PHRASES.split(";"))

FORM_ENDS = frozenset(phrase.rpartition(" ")[2] for phrase in FORM_PHRASES)

LEADING_FORMS = frozenset({"the", "pt", "ooo", "oao", "pao", "zao", "ооо", "пао", "оао", "ао", "شركة", "ctcp"})

# Of Vietnamese, longest first: a stock company, a limited one, a company, a group
LEADING_PHRASES: dict[str, tuple[str, ...]] = {"cong": ("cong ty co phan", "cong ty tnhh", "cong ty cp", "cong ty"), "tap": ("tap doan",)}

SHARE_MARKS = frozenset(
    """
    a/s adr ads bdr br cdi cl class cls drn gdr inh nam nom npv ord ordinary pfd pref preference preferred prf reg
    registered ser serie series shs spons sponsored stamm unit units unt vorz vz
    """.split()
)

ABBREVIATIONS = {
    short: word
    for word, listed in tomli.loads((files("amw.companies") / "forms.toml").read_text(encoding="utf-8")).items()
    for short in listed.split()
}

CJK_LEGAL_SUFFIX = tuple("股份有限公司 有限责任公司 有限公司 集团公司 公司 株式会社 有限会社 合同会社 주식회사 유한회사 (주) ㈜".split())
CJK_LEGAL_PREFIX = ("株式会社", "有限会社", "合同会社", "주식회사", "유한회사", "(주)", "㈜")

CJK_FORM_WORDS = frozenset({"株", "주", "유", *CJK_LEGAL_SUFFIX, *CJK_LEGAL_PREFIX})

# Groups and sectors that a speaker leaves out: a second, looser key that must lead to one company and to no ambiguous name.
WEAK_SUFFIXES = frozenset(
    """
    ai corporation global group groups holding holdings hq international lab labs official research system systems team tech
    technologies technology worldwide टेक्नोलॉजीज ग्रुप समूह
    """.split()
)
WEAK_PREFIXES = frozenset("groupe grupo gruppo grupa مجموعة".split())
CJK_WEAK_SUFFIX = tuple(
    """
    社 集团 科技 控股 股份 网络科技 智能科技 信息技术 技术 智能 그룹 홀딩스 グループ ホールディングス 电子 研究院 研究所 리서치 연구소
    연구원 リサーチ 코리아 재팬 ジャパン 机器人 汽车 自动车 大模型 云
    """.split()
)
# Seats that stand in front of Chinese companies' names in English
SEATS = frozenset("beijing shanghai shenzhen hangzhou guangzhou suzhou nanjing chengdu hefei wuhan".split())
# What a company's own people and interfaces are called; with "ai" among them even a name that is also a word is meant ("Intel AI Lab").
OWN_PARTS = frozenset("ai api lab labs laboratory laboratories model models research team".split())
CJK_PLACES = tuple(
    "北京 上海 深圳 杭州 广州 成都 南京 武汉 苏州 合肥 天津 西安 厦门 珠海 重庆 中国 美国 英国 德国 法国 韩国 日本 以色列 미국".split()
)
# How Japanese headlines put a country before a foreign company, whose name is in katakana ("米マイクロソフト")
CJK_COUNTRIES = "米英独仏韓中加印伊"

_PAIRS = (
    "亂乱亞亚佈布來来侖仑係系俠侠倆俩倉仓個个們们倫伦偉伟側侧偵侦傑杰傘伞備备傳传債债傷伤僅仅僑侨僕仆價价儀仪億亿儉俭儘尽償偿優优儲储兇凶兌兑兒儿內内兩两冊册凍冻凱凯別别刪删剋克剛刚剝剥創创劃划劇剧劉刘劍剑劑剂勁劲動动務务勝胜勞劳勢势勳勋勵励勻匀"
    "匭匦匯汇區区協协卹恤卻却厭厌厲厉參参叢丛吳吴吶呐呂吕員员問问啞哑喚唤喪丧喬乔單单嗎吗嗚呜嘆叹嘗尝嘩哗嘯啸噴喷噸吨嚇吓嚴严囉啰囑嘱囪囱國国圍围園园圓圆圖图團团執执堅坚堯尧報报場场塊块塗涂塵尘墊垫壇坛壓压壘垒壞坏壩坝壯壮壺壶壽寿夠够夢梦夾夹奐奂"
    "奧奥奪夺奮奋姍姗姦奸娛娱婁娄婦妇媽妈嫻娴嬌娇嬰婴孫孙學学孿孪宮宫寢寝實实寧宁審审寫写寬宽寵宠寶宝將将專专尋寻對对導导屆届屜屉屢屡層层屬属島岛崗岗崙仑嶄崭嶺岭嶼屿巒峦巔巅巖岩帥帅師师帳帐帶带幀帧幟帜幣币幫帮幹干幾几庫库廄厩廈厦廚厨廟庙廠厂廢废"
    "廣广廬庐廳厅弒弑張张強强彈弹彌弥彎弯彙汇彥彦後后徑径從从徠徕復复徵征恆恒恥耻悅悦惡恶惱恼愛爱愜惬態态慘惨慚惭慣惯慮虑慶庆憂忧憑凭憤愤憲宪憶忆懇恳應应懲惩懶懒懷怀懸悬懼惧戀恋戰战戲戏戶户扞捍拋抛拚拼挾挟捨舍捲卷掃扫掄抡掛挂採采揀拣揚扬換换揮挥"
    "損损搖摇搶抢摯挚摺折撈捞撓挠撥拨撫抚撲扑撿捡擁拥擇择擊击擋挡擔担據据擬拟擰拧擱搁擲掷擴扩擺摆擾扰攏拢攔拦攜携攝摄攤摊攪搅敗败敘叙敵敌數数敺驱斂敛斬斩斷断於于時时晉晋晝昼暈晕暉晖暢畅暫暂曆历曉晓曠旷曬晒書书會会朧胧東东柵栅桿杆梔栀梘枧條条棄弃"
    "棗枣棟栋棧栈楊杨楓枫業业極极榪杩榮荣構构槍枪樁桩樂乐樅枞樑梁樓楼標标樣样樸朴樺桦橋桥機机橢椭檔档檢检檳槟檸柠櫃柜櫻樱欄栏權权欽钦歐欧歡欢歲岁歷历歸归殘残殤殇殺杀殼壳毀毁毆殴毿毵氈毡氣气氫氢氬氩汙污決决沒没沖冲況况涼凉淚泪淨净淪沦淵渊淺浅減减"
    "渦涡測测湧涌湯汤準准溝沟溫温溼湿滄沧滅灭滌涤滬沪滯滞滲渗滾滚滿满漁渔漢汉漬渍漲涨潑泼潔洁潛潜潤润潰溃澆浇澤泽澱淀濃浓濕湿濟济濤涛濫滥濱滨濾滤瀋沈瀏浏瀕濒瀘泸瀝沥瀟潇灑洒灘滩灣湾災灾炤照為为烏乌無无煉炼煙烟煥焕煩烦熱热熾炽燈灯燒烧燙烫營营燦灿"
    "燭烛爍烁爐炉爭争爺爷爾尔牆墙牠它牽牵犧牺狀状猶犹獄狱獅狮獎奖獨独獲获獵猎獸兽獼猕玨珏現现琺珐瑋玮瑣琐瑤瑶瑩莹瑪玛璣玑璦瑷環环瓊琼瓏珑甌瓯產产畝亩畢毕畫画異异當当疊叠瘋疯療疗癒愈癢痒發发皚皑皺皱盜盗盞盏盡尽監监盤盘盧卢盪荡眾众睏困睜睁矚瞩矯矫"
    "矽硅硃朱硯砚碩硕確确碼码磚砖磯矶礎础礦矿禍祸禎祯禦御禪禅禮礼稅税稟禀種种稱称穀谷積积穎颖穩稳窩窝窮穷窯窑竄窜竊窃竝并競竞筆笔節节範范築筑簡简簽签簾帘籃篮籌筹籤签籲吁糧粮糰团糾纠紀纪約约紅红紋纹納纳紐纽純纯紗纱紙纸級级紛纷紡纺紮扎細细紳绅紹绍"
    "紺绀終终絃弦組组結结絕绝絞绞絡络絢绚給给統统絲丝綁绑綉绣綏绥經经綜综綠绿綢绸維维網网綵彩綸纶綺绮緊紧緋绯緒绪緘缄線线緝缉緞缎緣缘編编緩缓緯纬練练縣县縫缝縮缩縱纵總总績绩織织繞绕繩绳繪绘繳缴繼继續续纏缠纖纤纜缆缽钵罈坛罰罚罷罢羅罗羈羁義义習习"
    "翬翚翹翘聖圣聞闻聯联聰聪聲声聳耸職职聽听肅肃脅胁脈脉腦脑腫肿腸肠膚肤膠胶膩腻膽胆膿脓臉脸臨临臺台與与興兴舉举艙舱艦舰艱艰茲兹荊荆莊庄莖茎華华菸烟萊莱葉叶蓋盖蓮莲蔣蒋蔥葱蔭荫蕭萧薑姜薔蔷薦荐薩萨薺荠藉借藍蓝藝艺藥药蘆芦蘇苏蘊蕴蘋苹蘭兰蘿萝處处"
    "虛虚號号蝦虾蝸蜗螞蚂螢萤蟬蝉蟲虫蟻蚁蠅蝇蠟蜡蠶蚕術术衛卫衝冲裏里補补裝装複复褲裤襯衬襲袭見见規规視视覺觉觀观觸触訂订計计訊讯討讨訓训記记訟讼訪访設设許许註注詐诈評评詞词詠咏詢询試试詩诗話话該该詳详誇夸誌志認认語语誠诚誤误說说課课調调請请諒谅"
    "論论諜谍諧谐諮咨諾诺謀谋謎谜謙谦講讲謝谢謠谣謹谨證证識识譜谱譯译議议護护譽誉讀读變变讓让讚赞豎竖豐丰豬猪貓猫貝贝貞贞負负財财貢贡貧贫貨货販贩貪贪貫贯責责貴贵貶贬買买貸贷費费貼贴貿贸賀贺資资賈贾賊贼賓宾賞赏賠赔賢贤賣卖賦赋質质賬账賭赌賴赖賺赚"
    "賽赛贈赠贊赞贏赢贓赃贖赎赬赪趙赵趨趋踐践躍跃軀躯車车軋轧軌轨軍军軒轩軟软軸轴較较載载輔辅輕轻輛辆輝辉輪轮輯辑輸输輻辐轄辖轉转轎轿轟轰辦办辭辞辯辩農农迴回逕径連连週周進进遊游運运達达違违遙遥遜逊遞递遠远適适遷迁選选遺遗遼辽邁迈還还邊边邏逻郵邮"
    "鄉乡鄧邓鄭郑鄰邻醜丑醫医醬酱釀酿釋释釘钉針针釣钓釦扣鈉钠鈔钞鈣钙鈦钛鈴铃鈾铀鉀钾鉅钜鉑铂鉛铅鉤钩銀银銅铜銘铭銳锐鋁铝鋒锋鋪铺鋰锂鋼钢錄录錐锥錘锤錢钱錦锦錫锡鍋锅鍍镀鍛锻鍵键鎂镁鎖锁鎢钨鎮镇鎳镍鏈链鏟铲鏡镜鐘钟鐮镰鐵铁鑄铸鑑鉴鑰钥鑽钻長长門门"
    "閃闪閉闭開开閒闲間间閣阁閱阅闊阔闖闯關关闡阐陝陕陣阵陰阴陳陈陸陆陽阳隊队階阶際际隨随險险隱隐隸隶雙双雛雏雜杂雞鸡離离難难雲云電电霧雾霽霁靂雳靈灵靚靓靜静鞏巩韋韦韓韩韻韵響响頁页頂顶項项順顺須须頌颂預预頓顿頗颇領领頡颉頭头頸颈頻频顆颗題题額额"
    "顏颜願愿顛颠類类顧顾顯显風风颱台飄飘飛飞飯饭飲饮飼饲飽饱餅饼養养餌饵餘余館馆饅馒饋馈馬马馳驰馴驯駁驳駐驻駕驾駛驶駝驼駿骏騎骑騙骗騰腾騷骚驅驱驕骄驗验驚惊驛驿驢驴骯肮髒脏體体髮发鬆松鬥斗鬧闹鬱郁魚鱼魯鲁魷鱿鮮鲜鯨鲸鰻鳗鱗鳞鳥鸟鳳凤鴨鸭鴻鸿鵝鹅"
    "鵬鹏鶴鹤鷗鸥鷹鹰鸚鹦鹼碱鹽盐麗丽麥麦麵面黃黄點点黨党黴霉齊齐齋斋齒齿齡龄龍龙龐庞龔龚龜龟"
)
SIMPLIFIED = {ord(t): s for t, s in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
