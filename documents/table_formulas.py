"""说明 (how each figure comes about), the last sheet of the tables: every formula in words, for whoever works it out again."""

from __future__ import annotations

from documents.workbook import Column, Sheet
from rules.labels import Words

# fmt: off
_SAID = (
    (Words("总表", "Cases"), Words("来源", "pool"),
     Words("比率和推算只用“随机抽取”且已定等次的案件；“另行评查”（重点、均衡、专项）的案件只列件数。", "Rates and estimates use random cases with a grade only; cases reviewed besides (must-review, floor, special) are counted and no more.")),
    (Words("总表", "Cases"), Words("权重w", "weight w"),
     Words("w＝1÷入样概率p；p见“抽样”页，与抽样证书所载相同：按受控随机取整的，为该层平均应抽件数÷可抽件数，抽取前即已确定；按最大余数法的，为抽取件数÷可抽件数。", "w = 1 / p; p stands in the sheet Sampling as in the certificate: by controlled random rounding what the stratum gives on average over its eligible cases, known before the draw; by largest remainder drawn over eligible.")),
    (Words("等次分布", "Grades"), Words("占比", "share"),
     Words("优秀、合格件数÷已定等次件数；件数不足“计算比率的最少件数”的不列。", "Excellent and qualified over graded; left out below the fewest cases on which a rate is shown.")),
    (Words("等次分布", "Grades"), Words("抽样框（推算）", "frame (estimated)"),
     Words("件数＝该等次案件权重之和（霍维茨—汤普森估计）；占比＝该等次权重之和÷全部权重之和（哈耶克估计）。", "Cases: the sum of the weights of that grade (Horvitz-Thompson). Share: that sum over the sum of all weights (Hájek).")),
    (Words("区间", "Intervals"), Words("有效样本量n′", "effective size n′"),
     Words("权重全部相等时n′＝n；否则n′为下列三数中最小者，向下取整：n；(Σw)²÷Σw²；π(1－π)(Σw)²÷Σ[w²(y－π)²]。π为推算占比，y为1（属于该等次）或0；π为0或1时不计第三数。",
           "With equal weights n′ = n. Else the smallest of n, (Σw)²/Σw² and π(1−π)(Σw)²/Σ[w²(y−π)²], rounded down; π is the estimated share, y is 1 for a case of the grade and 0 otherwise; the third is left out where π is 0 or 1.")),
    (Words("区间", "Intervals"), Words("对应总体N′", "list N′"),
     Words("N′＝n′÷最小的入样概率，向上取整。权重相等时即为所代表的案件总数。", "N′ = n′ / the smallest inclusion probability, rounded up: with equal weights the number of cases stood for.")),
    (Words("区间", "Intervals"), Words("上、下限", "bounds"),
     Words("从N′件中不放回抽取n′件（超几何分布）。k′＝πn′。下限＝满足P(X≥k′向下取整｜K)＞(1－水平)÷2的最小K÷N′；上限＝满足P(X≤k′向上取整｜K)＞(1－水平)÷2的最大K÷N′。K限于k′至N′－(n′－k′)。N′趋于无穷时即克洛珀—皮尔逊区间；全部评查时宽度为零。",
           "n′ drawn from N′ without putting back (hypergeometric). k′ = πn′. Low: the smallest K with P(X ≥ floor k′ | K) > (1 − level)/2, over N′. High: the largest K with P(X ≤ ceil k′ | K) > (1 − level)/2, over N′. K runs from k′ to N′ − (n′ − k′). As N′ grows it is the Clopper-Pearson interval; with all cases reviewed it has no width.")),
    (Words("漏斗图", "Funnel"), Words("总体占比", "target"),
     Words("随机抽取且已定等次的全部案件中优秀、合格的占比（不加权）。", "The share of excellent and qualified among all random cases with a grade, unweighted.")),
    (Words("漏斗图、控制限", "Funnel, Limits"), Words("内界、外界", "limits"),
     Words("二项分布B(件数, 总体占比)：界内最少件数为满足P(X≤c)＞(1－水平)÷2的最小c，最多件数为满足P(X≥c)＞(1－水平)÷2的最大c，各除以件数。总体占比按精确分数计算。",
           "Binomial(cases, target): the fewest within are the smallest c with P(X ≤ c) > (1 − level)/2, the most the largest c with P(X ≥ c) > (1 − level)/2, over the cases. The target is taken as the exact fraction.")),
    (Words("漏斗图", "Funnel"), Words("结论", "standing"),
     Words("在外界之外为显著偏高或者偏低，否则与总体无法区分；件数不足的不作比较。同时比较m个时，纯属偶然而在外界之外的，平均不超过m×(1－外界水平)个。",
           "Beyond the outer limits it is significantly above or below, else it cannot be distinguished; too few cases are not compared. Of m compared at once, at most m × (1 − outer level) lie beyond by chance, on average.")),
    (Words("往期比较", "Earlier rounds"), Words("p值", "p"),
     Words("费希尔精确检验，双侧：在行列合计不变时，可能性不大于实际结果的各结果的概率之和。p不超过1－水平的才称显著。", "Fisher's exact test, two-sided: the chances of all tables with the same margins that are no likelier than the one found. Significant where p ≤ 1 − level.")),
    (Words("常见问题", "Defects"), Words("件数、扣分", "cases, points"),
     Words("由“扣分明细”按项目汇总：一案同一项目只计一件；扣分为合计。一案几名评查员的，明细中的扣分是其平均。", "From Deductions by item: a case counts once for each item; points are added up. Where a case had several readers the deduction is their mean.")),
    (Words("评查员一致", "Agreement"), Words("等次相同的比例", "equal grades"),
     Words("由“独立评分”计算：等次相同件数÷件数；区间为克洛珀—皮尔逊区间。", "From Readings: cases with equal grades over cases; Clopper-Pearson interval.")),
    (Words("评查员一致", "Agreement"), Words("κ、加权κ", "kappa"),
     Words("(p_o－p_e)÷(1－p_e)，p_e由甲、乙两列的边际比例相乘得出；加权κ的权为1－(等次差)²÷9；标准误按弗莱斯、科恩、埃弗里特（1969）。", "(p_o − p_e)/(1 − p_e), p_e from the product of the margins; weights 1 − (distance of grades)²/9; standard error after Fleiss, Cohen and Everitt (1969).")),
    (Words("评查员一致", "Agreement"), Words("AC1、AC2", "AC1, AC2"),
     Words("p_e＝T÷[q(q－1)]×Σπ_k(1－π_k)，π_k为两列合并后等次k的比例，q＝4，T为全部权之和；标准误按格维特（2008）；系数的区间为值±t×标准误（自由度为件数－1），不超出－1至1。", "p_e = T/[q(q − 1)] × Σπ_k(1 − π_k), π_k the share of grade k in both columns, q = 4, T the sum of all weights; standard error after Gwet (2008); intervals: value ± t × standard error, cases − 1 degrees of freedom, within −1 and 1.")),
    (Words("隐去", "Left out"), Words("是否隐去", "left out"),
     Words("公开表格中1件至最小格减1件的格隐去，并补充隐去其他格，使其不能由行、列合计推算。本统计表不隐去，限于内部使用。", "In published tables counts from 1 to one below the smallest cell are left out, and others with them, so that none can be worked out from the totals. These tables leave nothing out and stay in the office.")),
    (Words("报告", "the report"), Words("移送件数", "what was handed over"),
     Words("报告中移送其他部门的件数不列入本表任何一页，知悉范围另有规定。", "How many matters were handed over stands in no sheet: who may know is laid down elsewhere.")),
)
# fmt: on


def formulas() -> Sheet:
    """The sheet 说明."""
    columns = (
        Column(Words("页", "sheet"), 16),
        Column(Words("数字", "figure"), 22),
        Column(Words("算法", "how it comes about"), 120),
    )
    return Sheet(Words("说明", "How to"), columns, _SAID)
