using System.Globalization;
using Ploutos.Experts.Export;
using Ploutos.Experts.Foreign;

namespace Ploutos.Onnx.Tests;

public sealed class OnnxReaderTests
{
    private static readonly float[] s_row = [0.2f, -1.5f, 3f];

    private static readonly Dictionary<string, (OnnxBytes File, string Rule)> s_broken = new()
    {
        ["another number of inputs"] = (new() { Inputs = 4 }, "must take [rows, 3] or [rows, window, 3]"),
        ["an operator set that is too old"] = (new() { Opset = 6 }, "must use operator set 7 or later"),
        ["an operator set that is too new"] = (new() { Opset = 9999 }, "must be a model that ONNX Runtime"),
        ["an unknown operator"] = (new() { Operation = "Frobnicate" }, "Frobnicate"),
        ["numbers in another file"] = (new() { External = true }, "'weights' lie in another file"),
        ["two outputs"] = (new() { Output = "a", Second = "b" }, "must have one output"),
        ["a table of inputs"] = (new() { Output = "a", Second = "probability" }, "[rows, 2]"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0, false, true)]
    [InlineData(4, false, false)]
    [InlineData(4, true, true)]
    public void Forms_that_other_libraries_export_give_the_probability_of_class_1(
        int window,
        bool isDouble,
        bool bothClasses
    )
    {
        byte[] file = new OnnxBytes
        {
            Window = window,
            IsDouble = isDouble,
            BothClasses = bothClasses,
        }.Write();
        IForeignModel model = Onnx.OrSkip().Read(file, "m.onnx", 3);
        Assert.Equal(Math.Max(1, window), model.Window);
        float[] rows = [.. Enumerable.Repeat(9f, 3 * (model.Window - 1)), .. s_row];
        double expected = 1 / (1 + Math.Exp(-OnnxBytes.Weight * s_row.Sum()));
        Assert.Equal(expected, model.Probability(rows), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_breaks_a_rule_is_refused_with_the_rule(string what)
    {
        IForeignModelReader reader = Onnx.OrSkip();
        (OnnxBytes file, string rule) = s_broken[what];
        InvalidDataException e = Assert.Throws<InvalidDataException>(() =>
            reader.Read(file.Write(), "models/m.onnx", 3)
        );
        Assert.Contains("models/m.onnx", e.Message, StringComparison.Ordinal);
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logit_is_no_probability_whatever_row_shows_it()
    {
        IForeignModel model = Onnx.OrSkip().Read(new OnnxBytes { Raw = true }.Write(), "m.onnx", 3);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => model.Probability([1, 2, 3]));
        Assert.Contains("must give probabilities from 0 to 1, but gave 3", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ticker,date,close\nA,2024-01-02,1\n")]
    public void What_is_no_onnx_file_is_refused_before_anything_native_sees_it(string text)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() =>
            Onnx.OrSkip().Read(System.Text.Encoding.UTF8.GetBytes(text), "m.onnx", 3)
        );
        Assert.Contains("must be an ONNX file", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7 15 1")] // the values of a sparse constant
    [InlineData("7 15 2")] // and their places
    [InlineData("7 1 5 22 1")] // an attribute of a node
    [InlineData("7 1 5 23 2")]
    [InlineData("25 7 5 5")] // a node of a function
    [InlineData("25 7 5 6 5")] // a graph in it
    [InlineData("25 11 10")] // the default of a function's attribute
    [InlineData("20 1 5")] // a graph of its training
    public void Numbers_in_another_file_are_found_wherever_they_hang(string fields)
    {
        ProtoMessage part = new ProtoMessage().Text(8, "far").Whole(14, 1);
        foreach (string field in fields.Split(' ').Reverse())
            part = new ProtoMessage().Message(int.Parse(field, CultureInfo.InvariantCulture), part);
        byte[] file = [.. new OnnxBytes().Write(), .. part.ToBytes()];
        Assert.Contains(
            "'far' lie in another file",
            Assert.Throws<InvalidDataException>(() => Onnx.OrSkip().Read(file, "m.onnx", 3)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_model_that_is_disposed_of_lets_go_of_its_memory_and_answers_no_more()
    {
        IForeignModel model = Onnx.OrSkip().Read(new OnnxBytes().Write(), "m.onnx", 3);
        var owned = Assert.IsAssignableFrom<IDisposable>(model);
        owned.Dispose();
        owned.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Probability(s_row));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        IForeignModelReader reader = Onnx.OrSkip();
        byte[] file = new OnnxBytes { Expert = "mine" }.Write();
        for (int length = 0; length < file.Length - 20; length += 7)
            Assert.Throws<InvalidDataException>(() => reader.Read(file[..length], "m.onnx", 3));
        Assert.Equal("mine", reader.MetadataOf(file, "m.onnx")["expert"]);
    }
}
