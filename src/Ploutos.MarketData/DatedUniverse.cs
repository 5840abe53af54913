namespace Ploutos.MarketData;

/// <summary>A set of tickers with a name and the day on which it was so. A list of one day knows who was
/// a member then, and not who had left before.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Title">What it is.</param>
/// <param name="AsOf">The day of the list.</param>
/// <param name="Tickers">The tickers, by Yahoo's names.</param>
public sealed record DatedUniverse(string Name, string Title, DateOnly AsOf, IReadOnlyList<string> Tickers)
{
    /// <summary>The sets that are known. Sources of the indexes: Euronext's reviews announced on
    /// 2025-09-11 and 2025-12-11; STOXX's of 2025-09-03 (none of the DAX changed in December 2025 nor March
    /// 2026); FTSE Russell's of 2025-09-03 and 2025-12-03; and a public list of members
    /// (github.com/yfiua/index-constituents).</summary>
    public static IReadOnlyList<DatedUniverse> All { get; } =
    [
        new("djia", "the Dow Jones Industrial Average", new(2024, 11, 8), Universe.Djia),
        new(
            "cac40",
            "the CAC 40",
            new(2025, 12, 22),
            (
                "AC.PA ACA.PA AI.PA AIR.PA BN.PA BNP.PA BVI.PA CA.PA CAP.PA CS.PA DG.PA DSY.PA EL.PA "
                + "EN.PA ENGI.PA ENX.PA ERF.PA FGR.PA GLE.PA HO.PA KER.PA LR.PA MC.PA ML.PA MT.AS OR.PA "
                + "ORA.PA PUB.PA RI.PA RMS.PA RNO.PA SAF.PA SAN.PA SGO.PA STLAP.PA STMPA.PA SU.PA TTE.PA "
                + "URW.PA VIE.PA"
            ).Split(' ')
        ),
        new(
            "dax",
            "the DAX",
            new(2025, 12, 22),
            (
                "ADS.DE AIR.DE ALV.DE BAS.DE BAYN.DE BEI.DE BMW.DE BNR.DE CBK.DE CON.DE DB1.DE DBK.DE "
                + "DHL.DE DTE.DE DTG.DE ENR.DE EOAN.DE FME.DE FRE.DE G1A.DE G24.DE HEI.DE HEN3.DE HNR1.DE "
                + "IFX.DE MBG.DE MRK.DE MTX.DE MUV2.DE PAH3.DE QIA.DE RHM.DE RWE.DE SAP.DE SHL.DE SIE.DE "
                + "SY1.DE VNA.DE VOW3.DE ZAL.DE"
            ).Split(' ')
        ),
        new(
            "ftse100",
            "the FTSE 100",
            new(2025, 12, 22),
            (
                "AAF.L AAL.L ABF.L ADM.L AHT.L ALW.L ANTO.L AUTO.L AV.L AZN.L BA.L BAB.L BARC.L BATS.L "
                + "BEZ.L BKG.L BLND.L BNZL.L BP.L BRBY.L BT-A.L BTRW.L CCEP.L CCH.L CNA.L CPG.L CRDA.L "
                + "CTEC.L DCC.L DGE.L DPLM.L EDV.L ENT.L EXPN.L EZJ.L FCIT.L FRES.L GAW.L GLEN.L GSK.L "
                + "HIK.L HLMA.L HLN.L HSBA.L HSX.L HWDN.L IAG.L ICG.L IHG.L III.L IMB.L IMI.L INF.L ITRK.L "
                + "JD.L KGF.L LAND.L LGEN.L LLOY.L LMP.L LSEG.L MKS.L MNDI.L MNG.L MRO.L MTLN.L NG.L NWG.L "
                + "NXT.L PCT.L PHNX.L PRU.L PSH.L PSN.L PSON.L REL.L RIO.L RKT.L RMV.L RR.L RTO.L SBRY.L "
                + "SDR.L SGE.L SGRO.L SHEL.L SMIN.L SMT.L SN.L SPX.L SSE.L STAN.L STJ.L SVT.L TSCO.L ULVR.L "
                + "UU.L VOD.L WEIR.L WTB.L"
            ).Split(' ')
        ),
        new(
            "crypto10",
            "ten of the largest crypto-currencies that are not tied to a currency, chosen by hand,",
            new(2025, 12, 22),
            "ADA-USD BCH-USD BNB-USD BTC-USD DOGE-USD ETH-USD LINK-USD SOL-USD TRX-USD XRP-USD".Split(' ')
        ),
    ];

    /// <summary>What such a list does to the figures of years before its day, in a sentence.</summary>
    public string SurvivorshipNote =>
        $"'{Name}' lists {Title} as of {AsOf:yyyy-MM-dd}. Who had failed or left before is missing, so that"
        + " figures of earlier years are too good: survivorship bias.";

    /// <summary>The set of a name in lower case; null where there is none. In upper case the same word is a
    /// ticker (<c>DAX</c> is a fund in New York).</summary>
    public static DatedUniverse? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(u => u.Name == name.Trim());
    }
}
