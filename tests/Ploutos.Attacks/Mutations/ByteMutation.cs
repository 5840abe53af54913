using System.Text;

namespace Ploutos.Attacks.Mutations;

/// <summary>Spoils bytes without knowing what they mean: flipped bits, cuts, splices, repeats,
/// scraps of text, other encodings.</summary>
internal static class ByteMutation
{
    private const int LongestPiece = 64;

    /// <summary>A spoilt copy.</summary>
    public static byte[] Spoil(byte[] valid, Dice dice)
    {
        if (dice.OnceIn(12))
            return Encoded(valid, dice);
        List<byte> bytes = [.. valid];
        for (int edits = 1 + dice.Below(4); edits > 0; edits--)
            Edit(bytes, dice);
        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, Dice dice)
    {
        // Headers and first lines decide most; they get half of the edits.
        int at = dice.OnceIn(2) ? dice.Below(Math.Min(bytes.Count, 256)) : dice.Below(bytes.Count),
            piece = Math.Min(1 + dice.Below(LongestPiece), bytes.Count - at);
        switch (dice.Below(7))
        {
            case 0 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << dice.Below(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at] = (byte)dice.Below(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, piece);
                break;
            case 4:
                bytes.InsertRange(dice.Below(bytes.Count), bytes.GetRange(at, piece));
                break;
            case 5:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick(Scraps.Text)));
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick(Scraps.Json)));
                break;
        }
    }

    private static byte[] Encoded(byte[] valid, Dice dice)
    {
        string text = Encoding.UTF8.GetString(valid);
        return dice.Below(5) switch
        {
            0 => [.. Encoding.UTF8.Preamble, .. valid],
            1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            2 => Encoding.UTF32.GetBytes(text),
            3 => [],
            _ => new byte[dice.Below(4096)],
        };
    }
}
