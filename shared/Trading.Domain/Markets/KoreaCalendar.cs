using System.Globalization;

namespace Trading.Domain.Markets;

/// <summary>Korea Exchange: 9:00 to 15:30, until 2016-07-29 to 15:00.</summary>
/// <remarks>
/// From 1999 on, when Saturdays had no session any more, to 2027. The closings to 2025 are the days from Monday to Friday without a bar of the index or of any of
/// the large shares; those of 2026 and 2027 are the public holidays of the state's almanac (Wollyeok-yohang) with their substitutes, Constitution Day and Labour
/// Day among them, and the exchange's last day of the year; holidays that the government adds at short notice are to be added. The first session of a year opens
/// at 10:00. On the day of the college entrance examination everything is an hour later. The break at noon, which ended with 2000-05-19, is not told.
/// </remarks>
internal sealed class KoreaCalendar() : TradingCalendar(Market.KRX, "Asia/Seoul", new DateOnly(1999, 1, 1), new DateOnly(2027, 12, 31))
{
    private static readonly TimeOnly Opens = new(9, 0);

    private static readonly Dated<TimeOnly> Closes = new(
        (new DateOnly(1999, 1, 1), new TimeOnly(15, 0)),
        (new DateOnly(2016, 8, 1), new TimeOnly(15, 30)));

    private static readonly HashSet<DateOnly> Closings = Read(
        "1999 0101 0215 0216 0217 0301 0405 0505 0923 0924 1229 1230 1231",
        "2000 0103 0204 0301 0405 0413 0501 0505 0511 0606 0717 0815 0911 0912 0913 1003 1225 1227 1228 1229",
        "2001 0101 0123 0124 0125 0301 0405 0501 0606 0717 0815 1001 1002 1003 1225 1231",
        "2002 0101 0211 0212 0213 0301 0405 0501 0606 0613 0701 0717 0815 0920 1003 1219 1225 1231",
        "2003 0101 0131 0501 0505 0508 0606 0717 0815 0910 0911 0912 1003 1225 1231",
        "2004 0101 0121 0122 0123 0301 0405 0415 0505 0526 0927 0928 0929 1231",
        "2005 0208 0209 0210 0301 0405 0505 0606 0815 0919 1003 1230",
        "2006 0130 0301 0501 0505 0531 0606 0717 0815 1003 1005 1006 1225 1229",
        "2007 0101 0219 0301 0501 0524 0606 0717 0815 0924 0925 0926 1003 1219 1225 1231",
        "2008 0101 0206 0207 0208 0409 0501 0505 0512 0606 0815 0915 1003 1225 1231",
        "2009 0101 0126 0127 0501 0505 1002 1225 1231",
        "2010 0101 0215 0301 0505 0521 0602 0921 0922 0923 1231",
        "2011 0202 0203 0204 0301 0505 0510 0606 0815 0912 0913 1003 1230",
        "2012 0123 0124 0301 0411 0501 0528 0606 0815 1001 1003 1219 1225 1231",
        "2013 0101 0211 0301 0501 0517 0606 0815 0918 0919 0920 1003 1009 1225 1231",
        "2014 0101 0130 0131 0501 0505 0506 0604 0606 0815 0908 0909 0910 1003 1009 1225 1231",
        "2015 0101 0218 0219 0220 0501 0505 0525 0814 0928 0929 1009 1225 1231",
        "2016 0101 0208 0209 0210 0301 0413 0505 0506 0606 0815 0914 0915 0916 1003 1230",
        "2017 0127 0130 0301 0501 0503 0505 0509 0606 0815 1002 1003 1004 1005 1006 1009 1225 1229",
        "2018 0101 0215 0216 0301 0501 0507 0522 0606 0613 0815 0924 0925 0926 1003 1009 1225 1231",
        "2019 0101 0204 0205 0206 0301 0501 0506 0606 0815 0912 0913 1003 1009 1225 1231",
        "2020 0101 0124 0127 0415 0430 0501 0505 0817 0930 1001 1002 1009 1225 1231",
        "2021 0101 0211 0212 0301 0505 0519 0816 0920 0921 0922 1004 1011 1231",
        "2022 0131 0201 0202 0301 0309 0505 0601 0606 0815 0909 0912 1003 1010 1230",
        "2023 0123 0124 0301 0501 0505 0529 0606 0815 0928 0929 1002 1003 1009 1225 1229",
        "2024 0101 0209 0212 0301 0410 0501 0506 0515 0606 0815 0916 0917 0918 1001 1003 1009 1225 1231",
        "2025 0101 0127 0128 0129 0130 0303 0501 0505 0506 0603 0606 0815 1003 1006 1007 1008 1009 1225 1231",
        "2026 0101 0216 0217 0218 0302 0501 0505 0525 0603 0717 0817 0924 0925 1005 1009 1225 1231",
        "2027 0101 0208 0209 0301 0503 0505 0513 0719 0816 0914 0915 0916 1004 1011 1227 1231");

    private static readonly HashSet<DateOnly> Examinations = Read(
        "1999 1117", "2000 1115", "2001 1107", "2002 1106", "2003 1105", "2004 1117", "2005 1123", "2006 1116", "2007 1115", "2008 1113", "2009 1112", "2010 1118",
        "2011 1110", "2012 1108", "2013 1107", "2014 1113", "2015 1112", "2016 1117", "2017 1116 1123", "2018 1115", "2019 1114", "2020 1203", "2021 1118", "2022 1117",
        "2023 1116", "2024 1114", "2025 1113", "2026 1119", "2027 1118");

    private protected override bool IsClosed(DateOnly date) => Closings.Contains(date);

    private protected override (TimeOnly, TimeOnly, bool) HoursOf(DateOnly date)
    {
        var closes = Closes.At(date);
        if (Examinations.Contains(date))
            return (Opens.AddHours(1), closes.AddHours(1), false);
        return Sessions(new DateOnly(date.Year, 1, 1), date).First() == date ? (Opens.AddHours(1), closes, false) : (Opens, closes, true);
    }

    /// <summary>Days of years, each line a year and then months with days.</summary>
    private static HashSet<DateOnly> Read(params string[] years) =>
    [
        .. years.Select(line => line.Split(' ')).SelectMany(year => year.Skip(1).Select(day =>
            DateOnly.ParseExact(year[0] + day, "yyyyMMdd", CultureInfo.InvariantCulture))),
    ];
}
