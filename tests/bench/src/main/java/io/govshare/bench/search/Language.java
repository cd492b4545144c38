package io.govshare.bench.search;

import java.util.List;

/** Words of our own, from which the titles and descriptions of datasets are made up. Each list stands in the same order. */
final class Language {

    static final Language ENGLISH = new Language(
            "en",
            "ENG",
            List.of(
                    "building permits",
                    "air quality measurements",
                    "road accidents",
                    "public procurement contracts",
                    "school enrolments",
                    "hospital beds",
                    "river water levels",
                    "bus timetables",
                    "business registrations",
                    "food inspections",
                    "forest inventory plots",
                    "property valuations",
                    "energy certificates",
                    "noise complaints",
                    "fishing licences",
                    "museum visitors",
                    "waste collection routes",
                    "election results",
                    "child vaccinations",
                    "unemployment benefits",
                    "archaeological sites",
                    "street trees",
                    "customs declarations",
                    "court decisions",
                    "soil samples",
                    "bridge inspections",
                    "library loans",
                    "cattle holdings",
                    "fire brigade operations",
                    "broadband coverage"),
            List.of("register of", "statistics of", "map of", "annual report on", "survey of", "list of"),
            "in",
            List.of(
                    "The data are collected each month by the municipal services and checked before they are published.",
                    "Each entry has a date, a place and the responsible authority.",
                    "Personal details were removed; small numbers are rounded to protect privacy.",
                    "The method changed twice, so longer series are not fully comparable.",
                    "Corrections are made until the end of the following quarter.",
                    "Coordinates are given in the national reference system."));

    static final Language FRENCH = new Language(
            "fr",
            "FRA",
            List.of(
                    "permis de construire",
                    "mesures de la qualité de l’air",
                    "accidents de la route",
                    "marchés publics",
                    "inscriptions scolaires",
                    "lits d’hôpital",
                    "niveaux des rivières",
                    "horaires des autobus",
                    "immatriculations d’entreprises",
                    "contrôles alimentaires",
                    "parcelles forestières",
                    "estimations immobilières",
                    "certificats énergétiques",
                    "plaintes pour bruit",
                    "permis de pêche",
                    "visiteurs des musées",
                    "tournées de collecte des déchets",
                    "résultats électoraux",
                    "vaccinations des enfants",
                    "allocations de chômage",
                    "sites archéologiques",
                    "arbres d’alignement",
                    "déclarations douanières",
                    "décisions de justice",
                    "échantillons de sol",
                    "inspections des ponts",
                    "prêts des bibliothèques",
                    "élevages bovins",
                    "interventions des pompiers",
                    "couverture à haut débit"),
            List.of("registre :", "statistiques :", "carte :", "rapport annuel :", "enquête :", "liste :"),
            "à",
            List.of(
                    "Les données sont relevées chaque mois par les services communaux et vérifiées avant leur publication.",
                    "Chaque ligne porte une date, un lieu et l’autorité responsable.",
                    "Les renseignements personnels ont été supprimés ; les petits nombres sont arrondis.",
                    "La méthode a changé deux fois, les longues séries ne sont pas entièrement comparables.",
                    "Des corrections sont apportées jusqu’à la fin du trimestre suivant.",
                    "Les coordonnées sont exprimées dans le système national."));

    static final Language DUTCH = new Language(
            "nl",
            "NLD",
            List.of(
                    "bouwvergunningen",
                    "metingen van de luchtkwaliteit",
                    "verkeersongevallen",
                    "overheidsopdrachten",
                    "inschrijvingen in scholen",
                    "ziekenhuisbedden",
                    "waterstanden van rivieren",
                    "dienstregelingen van bussen",
                    "registraties van ondernemingen",
                    "voedselcontroles",
                    "bospercelen",
                    "waarderingen van vastgoed",
                    "energiecertificaten",
                    "klachten over lawaai",
                    "visvergunningen",
                    "bezoekers van musea",
                    "routes van de afvalophaling",
                    "verkiezingsuitslagen",
                    "vaccinaties van kinderen",
                    "werkloosheidsuitkeringen",
                    "archeologische vindplaatsen",
                    "straatbomen",
                    "douaneaangiften",
                    "rechterlijke beslissingen",
                    "bodemmonsters",
                    "inspecties van bruggen",
                    "uitleningen van bibliotheken",
                    "veehouderijen",
                    "interventies van de brandweer",
                    "dekking van breedband"),
            List.of("register van", "statistiek van", "kaart van", "jaarverslag over", "enquête over", "lijst van"),
            "in",
            List.of(
                    "De gegevens worden elke maand door de gemeentelijke diensten verzameld en vooraf gecontroleerd.",
                    "Elke regel heeft een datum, een plaats en de bevoegde overheid.",
                    "Persoonlijke gegevens zijn verwijderd; kleine aantallen zijn afgerond.",
                    "De methode veranderde twee keer, lange reeksen zijn niet volledig vergelijkbaar.",
                    "Verbeteringen gebeuren tot het einde van het volgende kwartaal.",
                    "De coördinaten staan in het nationale stelsel."));

    static final Language GERMAN = new Language(
            "de",
            "DEU",
            List.of(
                    "Baugenehmigungen",
                    "Messungen der Luftqualität",
                    "Verkehrsunfälle",
                    "öffentliche Aufträge",
                    "Einschulungen",
                    "Krankenhausbetten",
                    "Wasserstände der Flüsse",
                    "Fahrpläne der Busse",
                    "Anmeldungen von Unternehmen",
                    "Lebensmittelkontrollen",
                    "Waldflächen",
                    "Bewertungen von Grundstücken",
                    "Energieausweise",
                    "Beschwerden über Lärm",
                    "Fischereischeine",
                    "Besucher der Museen",
                    "Touren der Müllabfuhr",
                    "Wahlergebnisse",
                    "Impfungen von Kindern",
                    "Leistungen bei Arbeitslosigkeit",
                    "archäologische Fundstätten",
                    "Straßenbäume",
                    "Zollanmeldungen",
                    "Gerichtsentscheidungen",
                    "Bodenproben",
                    "Prüfungen von Brücken",
                    "Ausleihen der Büchereien",
                    "Rinderhaltungen",
                    "Einsätze der Feuerwehr",
                    "Versorgung mit Breitband"),
            List.of("Verzeichnis:", "Statistik:", "Karte:", "Jahresbericht:", "Erhebung:", "Liste:"),
            "in",
            List.of(
                    "Die Daten werden jeden Monat von den städtischen Diensten erhoben und vor der Herausgabe geprüft.",
                    "Jede Zeile hat ein Datum, einen Ort und die zuständige Behörde.",
                    "Angaben zu Personen wurden entfernt; kleine Zahlen sind gerundet.",
                    "Das Verfahren änderte sich zweimal, lange Reihen sind nicht ganz vergleichbar.",
                    "Berichtigt wird bis zum Ende des folgenden Vierteljahres.",
                    "Die Koordinaten stehen im Bezugssystem des Landes."));

    static final Language CHINESE = new Language(
            "zh",
            "ZHO",
            List.of(
                    "建筑许可", "空气质量监测", "道路交通事故", "政府采购合同", "学校招生", "医院床位", "河流水位", "公交时刻表", "企业登记", "食品检查", "森林资源样地",
                    "房产评估", "能源证书", "噪声投诉", "捕鱼许可证", "博物馆参观人数", "垃圾收运路线", "选举结果", "儿童疫苗接种", "失业救济金", "考古遗址", "行道树",
                    "海关申报", "法院判决", "土壤样本", "桥梁检测", "图书馆借阅", "养牛场", "消防出动", "宽带覆盖"),
            List.of("登记册：", "统计：", "地图：", "年度报告：", "调查：", "名录："),
            "，",
            List.of(
                    "数据由市政部门每月收集，公布前经过核对。",
                    "每条记录都有日期、地点和主管机关。",
                    "个人信息已经删除，较小的数字经过取整以保护隐私。",
                    "统计方法曾两次变更，长期序列不完全可比。",
                    "更正截至下一季度末。",
                    "坐标采用国家参考系。"));

    private final String tag;
    private final String code;
    private final List<String> subjects;
    private final List<String> kinds;
    private final String at;
    private final List<String> sentences;

    private Language(
            String tag, String code, List<String> subjects, List<String> kinds, String at, List<String> sentences) {
        this.tag = tag;
        this.code = code;
        this.subjects = subjects;
        this.kinds = kinds;
        this.at = at;
        this.sentences = sentences;
    }

    /** Of BCP 47. */
    String tag() {
        return tag;
    }

    /** In the EU's vocabulary of languages. */
    String code() {
        return code;
    }

    List<String> subjects() {
        return subjects;
    }

    List<String> kinds() {
        return kinds;
    }

    List<String> sentences() {
        return sentences;
    }

    String title(int subject, int kind, String place, int year) {
        return kinds.get(kind) + " " + subjects.get(subject) + " " + at + " " + place + ", " + year;
    }
}
